// SPDX-License-Identifier: Apache-2.0
// Drawing. The cost of a frame follows the pixels of the view, not the changes of the trace.

const RULER = 29;
const FONT = '11px ui-monospace, "DejaVu Sans Mono", monospace';

/** What a frame is drawn with: a canvas or SVG context, its size, the colours. */
class Painter {
  constructor(ctx, width, height, colors) {
    Object.assign(this, { ctx, width, height, colors });
    this.scale = width / (state.to - state.from);
    ctx.font = FONT;
    this.letter = 6.62;
  }
  x(time) { return (time - state.from) * this.scale; }
  time(x) { return state.from + x / this.scale; }

  /** Text that fits; else its end, or its begin, and a tilde; or nothing. */
  label(text, x, y, room, color, keepBegin = false) {
    const left = Math.max(x, 3);
    const most = Math.floor((room - (left - x)) / this.letter);
    if (most < 1 || most < 2 && text.length > 1) return;
    let shown = text;
    if (text.length > most) {
      shown = keepBegin ? text.slice(0, most - 1) + "~" : "~" + text.slice(text.length - most + 1);
    }
    this.ctx.fillStyle = color;
    this.ctx.fillText(shown, left, y);
  }
}

/**
 * Visit what is in view as pieces of constant value. Changes closer than a pixel come as one dense
 * piece per column with the range of their indices.
 */
function pieces(p, signal, visit) {
  const times = signal.times;
  let i = signal.indexAt(state.from);
  let x = 0;
  while (x < p.width) {
    const end = i + 1 < signal.size ? p.x(times[i + 1]) : Infinity;
    const column = Math.floor(x) + 1;
    if (end < column && i >= -1 && i + 1 < signal.size) {
      const next = signal.seek(i + 1, p.time(column));
      if (next - i > 1 || end - x < 1) {
        visit(Math.floor(x), column, i, next);
        x = column;
        i = next - 1;
        continue;
      }
    }
    const stop = Math.min(end, p.width);
    visit(x, stop, i, i + 1);
    x = stop;
    i++;
  }
}

const isDense = (from, to) => to - from > 1;

function drawBit(p, signal, top, height) {
  const ctx = p.ctx, high = top + 5.5, low = top + height - 5.5, middle = (high + low) / 2;
  const level = (i) => signal.isKnown(i) ? (signal.state(i) === 49 ? high : low) : middle;
  const busy = [], bad = [];
  let y = null;
  ctx.strokeStyle = p.colors.wave;
  ctx.beginPath();
  pieces(p, signal, (x0, x1, i, next) => {
    if (isDense(i, next)) {
      busy.push([x0, x1]);
      y = level(next - 1);
      ctx.moveTo(x1, y);
      return;
    }
    const now = level(i);
    if (y === null) ctx.moveTo(x0, now); else if (now !== y) ctx.lineTo(x0, now);
    ctx.lineTo(x1, now);
    if (now === middle) bad.push([x0, x1, signal.state(i)]);
    y = now;
  });
  ctx.stroke();
  fillRuns(p, busy, high, low, p.colors.wave);
  for (const [x0, x1, code] of bad) {
    ctx.fillStyle = code === 122 ? p.colors.line : p.colors.badfill;
    ctx.fillRect(x0, high, x1 - x0, low - high);
    p.label(String.fromCharCode(code), x0 + 4, middle + 4, x1 - x0 - 6, p.colors.bad);
  }
}

/** Fill neighbouring columns as one rectangle. */
function fillRuns(p, runs, top, bottom, color) {
  p.ctx.fillStyle = color;
  for (let k = 0; k < runs.length;) {
    let last = k;
    while (last + 1 < runs.length && runs[last + 1][0] <= runs[last][1]) last++;
    p.ctx.fillRect(runs[k][0], top, runs[last][1] - runs[k][0], bottom - top);
    k = last + 1;
  }
}

function drawVector(p, row, top, height) {
  const ctx = p.ctx, signal = row.variable.signal;
  const high = top + 4.5, low = top + height - 4.5, middle = (high + low) / 2;
  const busy = [];
  ctx.lineWidth = 1;
  pieces(p, signal, (x0, x1, i, next) => {
    if (isDense(i, next) || x1 - x0 < 3) {
      busy.push([x0, x1]);
      return;
    }
    const slope = Math.min(3, (x1 - x0) / 3);
    const left = x0 <= 0 ? -slope : x0, right = x1 >= p.width ? p.width + slope : x1;
    const known = signal.isKnown(i);
    ctx.strokeStyle = known ? p.colors.vector : p.colors.bad;
    ctx.fillStyle = known ? p.colors.fill : p.colors.badfill;
    ctx.beginPath();
    ctx.moveTo(left, middle);
    ctx.lineTo(left + slope, high);
    ctx.lineTo(right - slope, high);
    ctx.lineTo(right, middle);
    ctx.lineTo(right - slope, low);
    ctx.lineTo(left + slope, low);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
    if (right - left > 14) {
      p.label(formatValue(row.variable, i, row.radix), left + 5, middle + 4, right - left - 8,
        p.colors.ink, row.variable.names !== null || signal.kind === "s");
    }
  });
  fillRuns(p, busy, high, low, p.colors.busy);
}

function drawEvent(p, signal, top, height) {
  p.ctx.strokeStyle = p.colors.high;
  p.ctx.beginPath();
  pieces(p, signal, (x0, x1, i) => {
    if (i < 0 || x0 < 0) return;
    p.ctx.moveTo(x0, top + height - 4);
    p.ctx.lineTo(x0, top + 4);
  });
  p.ctx.stroke();
}

function drawCurve(p, row, top, height) {
  const ctx = p.ctx, signal = row.variable.signal;
  const [low, high] = signal.range(0, signal.size);
  if (!(low <= high)) return;
  const y = (value) => high === low ? top + height / 2
    : top + height - 6 - (value - low) / (high - low) * (height - 12);
  ctx.strokeStyle = p.colors.vector;
  ctx.beginPath();
  let last = null;
  pieces(p, signal, (x0, x1, i, next) => {
    if (isDense(i, next)) {
      const [least, most] = signal.range(Math.max(0, i), next);
      if (least <= most) {
        ctx.moveTo(x0 + 0.5, y(least) + 0.5);
        ctx.lineTo(x0 + 0.5, y(most) - 0.5);
      }
      last = null;
      return;
    }
    const value = signal.number(i);
    if (Number.isNaN(value)) { last = null; return; }
    if (last === null) ctx.moveTo(x0, y(value)); else ctx.lineTo(x0, y(value));
    ctx.lineTo(x1, y(value));
    last = value;
  });
  ctx.stroke();
  p.label(String(Number(high.toPrecision(6))), 4, top + 12, 90, p.colors.soft);
  p.label(String(Number(low.toPrecision(6))), 4, top + height - 3, 90, p.colors.soft);
}

/** Shade the times at which a signal differs from the other trace. */
function drawDifference(p, signal, top, height) {
  const spans = doc.differences[signal.id];
  if (!spans) return;
  const runs = [];
  for (let k = 0; k < spans.length; k += 2) {
    if (spans[k + 1] < state.from || spans[k] > state.to) continue;
    const x0 = Math.max(0, p.x(spans[k])), x1 = Math.min(p.width, p.x(spans[k + 1]));
    const last = runs.at(-1);
    if (last && x0 < last[1] + 1) last[1] = Math.max(last[1], x1);
    else runs.push([x0, Math.max(x1, x0 + 1)]);
  }
  p.ctx.fillStyle = p.colors.differ;
  for (const [x0, x1] of runs) p.ctx.fillRect(x0, top, x1 - x0, height);
}

function drawRow(p, { row, height }, top) {
  if (row.kind === "group") {
    p.ctx.fillStyle = p.colors.panel;
    p.ctx.fillRect(0, top, p.width, height);
  } else if (row.kind === "lane") {
    drawLane(p, row.lane, top);
  } else {
    const signal = row.variable.signal;
    drawDifference(p, signal, top, height);
    if (row.curve && signal.kind !== "s") drawCurve(p, row, top, height);
    else if (signal.kind === "e") drawEvent(p, signal, top, height);
    else if (signal.isBit) drawBit(p, signal, top, height);
    else drawVector(p, row, top, height);
  }
}

function drawRuler(p) {
  const step = roundStep(state.to - state.from, Math.max(2, p.width / 110));
  p.ctx.strokeStyle = p.colors.line;
  p.ctx.beginPath();
  const labels = [];
  for (let t = Math.ceil(state.from / step) * step; t <= state.to; t += step) {
    const x = Math.round(p.x(t)) + 0.5;
    p.ctx.moveTo(x, RULER - 7);
    p.ctx.lineTo(x, p.height);
    labels.push([formatTime(t), x + 3]);
  }
  p.ctx.stroke();
  for (const [text, x] of labels) p.label(text, x, 17, 120, p.colors.soft);
}

/** A dashed line through all rows, its tag on the right, or on the left for cursors. */
function dashed(p, time, color, text, onLeft = false) {
  if (time < state.from || time > state.to) return;
  const x = Math.round(p.x(time)) + 0.5, ctx = p.ctx;
  ctx.strokeStyle = color;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  ctx.moveTo(x, 4);
  ctx.lineTo(x, p.height);
  ctx.stroke();
  ctx.setLineDash([]);
  const width = text.length * p.letter + 8;
  const left = x + width > p.width || onLeft && x > width ? x - width : x;
  ctx.fillStyle = color;
  ctx.fillRect(left, 2, width, 14);
  p.label(text, left + 4, 13, width, p.colors.paper);
}

/** Draw ruler, rows, flags and cursors. */
function drawView(p, placed) {
  p.ctx.fillStyle = p.colors.paper;
  p.ctx.fillRect(0, 0, p.width, p.height);
  drawRuler(p);
  p.ctx.save();
  p.ctx.beginPath();
  p.ctx.rect(0, RULER, p.width, p.height - RULER);
  p.ctx.clip();
  p.ctx.translate(0, RULER);
  for (const item of placed) {
    const top = item.y - state.top;
    if (top + item.height < 0 || top > p.height) continue;
    if (item.index === state.picked) {
      p.ctx.fillStyle = p.colors.fill;
      p.ctx.fillRect(0, top, p.width, item.height);
    }
    drawRow(p, item, top);
  }
  drawArrows(p, placed);
  p.ctx.restore();
  for (const flag of doc.flags) dashed(p, flag[0], p.colors.bad, flag[1]);
  if (state.b !== null) dashed(p, state.b, p.colors.second, "B", true);
  if (state.a !== null) dashed(p, state.a, p.colors.cursor, "A", true);
}
