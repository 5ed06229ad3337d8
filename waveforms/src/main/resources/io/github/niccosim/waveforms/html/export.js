// SPDX-License-Identifier: Apache-2.0
// Pictures of the view, and WaveJSON.

function escapeXml(text) {
  const names = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (c) => names[c]);
}

/** The part of a canvas context that drawing uses, writing SVG. */
class SvgContext {
  constructor() {
    Object.assign(this, { out: [], path: "", dash: "", lineWidth: 1, groups: 0, saved: [] });
  }
  beginPath() { this.path = ""; }
  point(command, x, y) { this.path += command + x.toFixed(1) + " " + y.toFixed(1); }
  moveTo(x, y) { this.point("M", x, y); }
  lineTo(x, y) { this.point("L", x, y); }
  closePath() { this.path += "Z"; }
  rect(x, y, width, height) { this.box = { x, y, width, height }; }
  setLineDash(dash) { this.dash = dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : ""; }
  stroke() {
    this.out.push(`<path fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}"`
      + `${this.dash} d="${this.path}"/>`);
  }
  fill() { this.out.push(`<path fill="${this.fillStyle}" d="${this.path}"/>`); }
  fillRect(x, y, width, height) {
    this.out.push(`<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}"`
      + ` width="${Math.max(0, width).toFixed(1)}" height="${height.toFixed(1)}"`
      + ` fill="${this.fillStyle}"/>`);
  }
  strokeRect(x, y, width, height) {
    this.out.push(`<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}"`
      + ` width="${Math.max(0, width).toFixed(1)}" height="${height.toFixed(1)}"`
      + ` fill="none" stroke="${this.strokeStyle}"`
      + ` stroke-width="${this.lineWidth}"/>`);
  }
  fillText(text, x, y) {
    this.out.push(`<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${this.fillStyle}">`
      + `${escapeXml(text)}</text>`);
  }
  save() { this.saved.push(this.groups); }
  clip() {
    const { x, y, width, height } = this.box, id = "clip" + this.out.length;
    this.out.push(`<clipPath id="${id}"><rect x="${x}" y="${y}" width="${width}"`
      + ` height="${height}"/></clipPath><g clip-path="url(#${id})">`);
    this.groups++;
  }
  translate(x, y) { this.out.push(`<g transform="translate(${x} ${y})">`); this.groups++; }
  restore() {
    const outer = this.saved.pop();
    for (; this.groups > outer; this.groups--) this.out.push("</g>");
  }
}

/** Draw names, values and waves side by side, as high as the rows need. */
function drawPicture(ctx, makePainter) {
  const left = $("labels").clientWidth, waves = $("canvas").clientWidth;
  const { placed, height: rows } = layout();
  const height = RULER + rows + 8;
  const painter = makePainter(left + waves, height, waves);
  const before = [state.top, state.picked];
  [state.top, state.picked] = [0, -1];
  ctx.fillStyle = colors.paper;
  ctx.fillRect(0, 0, left + waves, height);
  const nameOf = shortNames(state.rows);
  for (const { row, y, height: h, inside } of placed) {
    const base = RULER + y + Math.min(h, ROW) / 2 + 4;
    const name = row.kind === "group" ? row.title : row.kind === "lane" ? row.lane.name
      : nameOf(row.variable);
    painter.label(name, inside ? 18 : 8, base, left * 0.6, colors.ink);
    if (row.kind === "signal") {
      const text = formatValue(row.variable, row.variable.signal.indexAt(valueTime()), row.radix);
      painter.label(text, left * 0.62, base, left * 0.36, colors.vector);
    }
  }
  ctx.save();
  ctx.translate(left, 0);
  drawView(new Painter(ctx, waves, height, colors), placed);
  ctx.restore();
  [state.top, state.picked] = before;
}

function pictureCanvas() {
  const canvas = element("canvas"), ctx = canvas.getContext("2d");
  drawPicture(ctx, (width, height, waves) => {
    const ratio = Math.max(1, devicePixelRatio);
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    ctx.scale(ratio, ratio);
    ctx.fillStyle = colors.paper;
    ctx.fillRect(0, 0, width, height);
    return new Painter(ctx, waves, height, colors);
  });
  return canvas;
}

function pictureSvg() {
  const ctx = new SvgContext();
  let head = "";
  drawPicture(ctx, (width, height, waves) => {
    head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`
      + ` viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="11">`;
    return new Painter(ctx, waves, height, colors);
  });
  return head + ctx.out.join("\n") + "</svg>\n";
}

function save(blobOrUrl, name) {
  const link = element("a");
  link.href = blobOrUrl instanceof Blob ? URL.createObjectURL(blobOrUrl) : blobOrUrl;
  link.download = name;
  link.click();
  toast("saved " + name);
}

function savePng() { pictureCanvas().toBlob((picture) => save(picture, doc.title + ".png")); }

function saveSvg() {
  save(new Blob([pictureSvg()], { type: "image/svg+xml" }), doc.title + ".svg");
}

/** Times to sample at: the clock's rising edges in view, or forty steps. */
function sampleTimes(clock) {
  const times = [];
  if (clock) {
    const { signal } = clock.variable;
    const first = Math.max(0, signal.indexAt(state.from));
    for (let i = first; i < signal.size && times.length < 200; i++) {
      const time = signal.times[i];
      if (time > state.to) break;
      if (time >= state.from && signal.state(i) === 49) times.push(time);
    }
  }
  if (times.length < 2) {
    times.length = 0;
    for (let k = 0; k < 40; k++) times.push(state.from + width() * k / 40);
  }
  return times;
}

function waveJsonRow(row, times) {
  const { signal } = row.variable;
  let wave = "", last = null;
  const data = [];
  for (const time of times) {
    const i = signal.indexAt(time);
    const text = formatValue(row.variable, i, row.radix);
    if (text === last) { wave += "."; continue; }
    last = text;
    if (!signal.isKnown(i)) wave += text === "z" ? "z" : "x";
    else if (signal.isBit) wave += text;
    else { wave += "="; data.push(text); }
  }
  return data.length ? { name: row.variable.name, wave, data } : { name: row.variable.name, wave };
}

function waveJson() {
  const rows = state.rows.filter((row) => row.kind === "signal");
  const isClock = (row) => row.variable.signal.isBit && /cl(oc)?k/i.test(row.variable.name);
  const clock = rows.find(isClock);
  const times = sampleTimes(clock);
  const signal = rows.map((row) => row === clock
    ? { name: row.variable.name, wave: "p" + ".".repeat(times.length - 1) }
    : waveJsonRow(row, times));
  return { signal, head: { text: doc.title + ", " + formatTime(times[0]) + " on" } };
}

async function copyWaveDrom() {
  const text = JSON.stringify(waveJson(), null, 1);
  try {
    await navigator.clipboard.writeText(text);
    toast("WaveJSON copied");
  } catch {
    save(new Blob([text], { type: "application/json" }), doc.title + ".wave.json");
  }
}
