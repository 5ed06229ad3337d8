// SPDX-License-Identifier: Apache-2.0
// Start, frames, sizes and colours.

const COLOURS = ["paper", "ink", "soft", "line", "panel", "wave", "vector", "fill", "busy", "bad",
  "badfill", "high", "cursor", "second", "differ", "lane0", "lane1", "lane2", "lane3", "lane4",
  "lane5", "lanetext"];

const colors = {};
let scheduled = false;
let frameMs = 0;

function applyTheme() {
  document.documentElement.classList.toggle("dark", state.dark);
  const style = getComputedStyle(document.documentElement);
  for (const name of COLOURS) colors[name] = style.getPropertyValue("--" + name).trim();
}

function invalidate() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    const begin = performance.now();
    frame();
    frameMs = performance.now() - begin;
  });
}

function contextOf(canvas) {
  const ratio = devicePixelRatio || 1;
  const width = canvas.clientWidth, height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  return [ctx, width, height];
}

function frame() {
  const { placed } = layout();
  const [ctx, width, height] = contextOf($("canvas"));
  const painter = new Painter(ctx, width, height, colors);
  drawView(painter, placed);
  if (drag && drag.to !== null) {
    ctx.fillStyle = colors.busy;
    const x0 = painter.x(drag.time), x1 = painter.x(drag.to);
    ctx.fillRect(Math.min(x0, x1), RULER, Math.abs(x1 - x0), height);
  }
  drawOverview();
  showLabels(placed);
  showCursors();
  showDetail();
}

/** The whole document in one strip: where the view is, where flags and differences are. */
function drawOverview() {
  const [ctx, width, height] = contextOf($("overview"));
  const x = (time) => (time - doc.start) / Math.max(1, doc.end - doc.start) * width;
  ctx.fillStyle = colors.panel;
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = colors.busy;
  const left = Math.max(0, x(state.from));
  ctx.fillRect(left, 3, Math.max(2, Math.min(width, x(state.to)) - left), height - 6);
  ctx.fillStyle = colors.bad;
  for (const at of overviewMarks(width)) ctx.fillRect(at, height - 5, 1, 5);
  for (const [time] of doc.flags) ctx.fillRect(x(time) - 1, 0, 3, height);
  ctx.fillStyle = colors.cursor;
  if (state.a !== null) ctx.fillRect(x(state.a), 0, 2, height);
}

let marks = { width: 0, columns: [] };

/** Pixel columns with a difference, found once per width. */
function overviewMarks(width) {
  if (marks.width !== width) {
    const columns = new Set();
    for (const spans of Object.values(doc.differences)) {
      for (let k = 0; k < spans.length; k += 2) {
        const last = Math.floor((spans[k + 1] - doc.start) / (doc.end - doc.start) * width);
        let at = Math.floor((spans[k] - doc.start) / (doc.end - doc.start) * width);
        for (; at <= last; at++) columns.add(at);
      }
    }
    marks = { width, columns: [...columns] };
  }
  return marks.columns;
}

function resize() { invalidate(); }

function fillHelp() {
  const table = element("table");
  for (const [keys, text] of KEYS) {
    const line = element("tr");
    const cell = element("td");
    cell.append(element("kbd", "", keys));
    line.append(cell, element("td", "", text));
    table.append(line);
  }
  $("keys").replaceChildren(element("h3", "", "Keys"), table);
}

async function start() {
  await unpack();
  document.title = doc.title;
  $("title").textContent = doc.title;
  $("title").title = doc.file;
  $("notes").textContent = doc.notes.join("; ");
  $("notes").title = doc.notes.join("\n");
  $("flag").hidden = doc.flags.length === 0;
  $("difference").hidden = Object.keys(doc.differences).length === 0;
  state.rows = documentRows();
  state.picked = Math.max(0, state.rows.findIndex((row) => row.kind === "signal"));
  decodeState(location.hash);
  applyTheme();
  fillHelp();
  showTree();
  listen();
  frame();
  $("canvas").focus();
  // For tests and the console.
  window.cosim = { state, doc, variables, signals, frame, waveJson, pictureSvg, formatValue,
    get frameMs() { return frameMs; } };
  document.body.dataset.ready = "yes";
}

start().catch((error) => {
  document.body.replaceChildren(element("pre", "", "cannot show this file: " + error));
});
