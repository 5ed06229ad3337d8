// SPDX-License-Identifier: Apache-2.0
// Mouse, wheel and keyboard.

const KEYS = [
  ["/", "search signals; Enter adds the first one found"],
  ["click, Shift+click", "cursor A, cursor B"],
  ["drag", "zoom to what was dragged over"],
  ["wheel", "scroll rows; with Ctrl zoom, with Shift move in time"],
  ["\u2190 \u2192", "previous, next change of the selected row"],
  ["Shift+\u2190 \u2192", "move the view"],
  ["\u2191 \u2193", "select a row"],
  ["Alt+\u2191 \u2193", "move the row"],
  ["Delete", "remove the row"],
  ["+ -", "zoom"],
  ["f", "fit everything"],
  ["z", "zoom to A..B"],
  ["b", "swap A and B"],
  ["Esc", "drop B, leave an input"],
  ["r", "next radix"],
  ["c", "curve or values"],
  ["x, Shift+x", "next, previous flag"],
  ["d, Shift+d", "next, previous difference"],
  ["g", "go to a time, or to a value: =3f"],
  ["n, Shift+n", "next, previous place with the value searched last"],
  ["s, Shift+s", "save the view as PNG, SVG"],
  ["w", "copy the view as WaveJSON for WaveDrom"],
  ["t", "light or dark"],
];

const picked = () => state.rows[state.picked];

function moveCursor(time) {
  state.a = Math.max(doc.start, Math.min(doc.end, time));
  showTime(state.a);
  changed();
}

/** Go to the next change of the selected row, whatever it is. */
function step(direction) {
  const row = picked();
  if (!row || row.kind === "group") return;
  const now = valueTime();
  if (row.kind === "lane") {
    const boxes = row.lane.levels.flat();
    const starts = boxes.map((box) => box.start).filter((t) => direction > 0 ? t > now : t < now);
    if (starts.length) {
      moveCursor(direction > 0 ? starts.reduce((a, b) => Math.min(a, b))
        : starts.reduce((a, b) => Math.max(a, b)));
    }
    return;
  }
  const { signal } = row.variable;
  let i = signal.indexAt(now);
  if (direction > 0) i++; else if (i >= 0 && signal.times[i] === now) i--;
  if (i >= 0 && i < signal.size) moveCursor(signal.times[i]);
}

let wanted = "";

/** Go to the next change after which the selected row shows the value. */
function findValue(direction) {
  const row = picked();
  if (!row || row.kind !== "signal" || !wanted) return;
  const { signal } = row.variable;
  const same = (i) => {
    const text = formatValue(row.variable, i, row.radix).toLowerCase();
    return text === wanted || text.replace(/^0+(?=.)/, "") === wanted.replace(/^0+(?=.)/, "");
  };
  let i = signal.indexAt(valueTime()) + (direction > 0 ? 1 : 0);
  if (direction < 0 && i >= 0 && signal.times[i] === valueTime()) i--;
  while (i >= 0 && i < signal.size && !same(i)) i += direction;
  if (i >= 0 && i < signal.size) moveCursor(signal.times[i]);
  else toast("no further place with " + wanted);
}

function go(text) {
  if (text.trim().startsWith("=")) {
    wanted = text.trim().slice(1).trim().toLowerCase();
    findValue(1);
    return;
  }
  const time = parseTime(text);
  if (Number.isNaN(time)) toast("not a time: " + text + " (expected: 12.5 ns, or =value)");
  else moveCursor(time);
}

function hop(times, direction, nothing) {
  const now = state.a ?? state.from - 1;
  const list = direction > 0 ? times.filter((t) => t > now)
    : times.filter((t) => t < now).reverse();
  if (list.length) moveCursor(list[0]);
  else toast(nothing);
}

const flagTimes = () => doc.flags.map((flag) => flag[0]).sort((a, b) => a - b);

/** Begins of differences of the rows shown, or of all signals if none of the rows differs. */
function differenceTimes() {
  const shown = new Set(state.rows.filter((row) => row.kind === "signal")
    .map((row) => String(row.variable.signal.id)));
  const all = Object.entries(doc.differences);
  const some = all.filter(([number]) => shown.has(number));
  const times = (some.length ? some : all)
    .flatMap(([, spans]) => spans.filter((_, k) => k % 2 === 0));
  return [...new Set(times)].sort((a, b) => a - b);
}

function select(direction) {
  const { placed } = layout();
  const at = placed.findIndex((item) => item.index === state.picked);
  const next = placed[Math.max(0, Math.min(placed.length - 1, at + direction))];
  if (next) { state.picked = next.index; state.transaction = null; reveal(next.index); changed(); }
}

function moveRow(from, to) {
  if (to < 0 || to >= state.rows.length || from === to) return;
  state.rows.splice(to, 0, ...state.rows.splice(from, 1));
  state.picked = to;
  reveal(to);
  changed();
}

function removeRow() {
  state.rows.splice(state.picked, 1);
  state.picked = Math.max(0, Math.min(state.picked, state.rows.length - 1));
  changed();
}

function nextRadix(row = picked()) {
  if (!row || row.kind !== "signal") return;
  row.radix = RADIXES[(RADIXES.indexOf(row.radix) + 1) % RADIXES.length];
  changed();
}

function swapTheme() { state.dark = !state.dark; applyTheme(); changed(); }

const width = () => state.to - state.from;

const ACTIONS = {
  "/": () => $("search").select(),
  "+": () => zoom(0.5, state.a ?? undefined),
  "=": () => zoom(0.5, state.a ?? undefined),
  "-": () => zoom(2, state.a ?? undefined),
  f: () => setView(doc.start, doc.end),
  z: () => {
    if (state.b !== null) setView(Math.min(state.a, state.b), Math.max(state.a, state.b));
  },
  b: () => { [state.a, state.b] = [state.b ?? state.a, state.a]; changed(); },
  r: () => nextRadix(),
  c: () => { const row = picked(); if (row) { row.curve = !row.curve; changed(); } },
  x: () => hop(flagTimes(), 1, "no further flag"),
  X: () => hop(flagTimes(), -1, "no earlier flag"),
  d: () => hop(differenceTimes(), 1, "no further difference"),
  D: () => hop(differenceTimes(), -1, "no earlier difference"),
  g: () => $("goto").select(),
  n: () => findValue(1),
  N: () => findValue(-1),
  s: () => savePng(),
  S: () => saveSvg(),
  w: () => copyWaveDrom(),
  t: swapTheme,
  "?": () => $("keys").showModal(),
  Escape: () => { state.b = null; state.transaction = null; changed(); },
  Delete: removeRow,
  Backspace: removeRow,
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  ArrowUp: () => select(-1),
  ArrowDown: () => select(1),
  Home: () => setView(doc.start, doc.start + width()),
  End: () => setView(doc.end - width(), doc.end),
  "Shift+ArrowLeft": () => setView(state.from - width() / 4, state.to - width() / 4),
  "Shift+ArrowRight": () => setView(state.from + width() / 4, state.to + width() / 4),
  "Alt+ArrowUp": () => moveRow(state.picked, state.picked - 1),
  "Alt+ArrowDown": () => moveRow(state.picked, state.picked + 1),
};

function onKey(event) {
  if (event.target.tagName === "INPUT") {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || $("keys").open) return;
  const arrow = event.key.startsWith("Arrow");
  const prefix = arrow && event.shiftKey ? "Shift+" : arrow && event.altKey ? "Alt+" : "";
  const action = ACTIONS[prefix + event.key];
  if (action) { event.preventDefault(); action(); }
}

let drag = null;

const timeAt = (event) => {
  const box = $("canvas").getBoundingClientRect();
  return state.from + (event.clientX - box.left) / box.width * width();
};

/** Pull a time to the nearest change of the selected row, if it is within a few pixels. */
function snap(time) {
  const row = picked();
  if (!row || row.kind !== "signal") return Math.round(time);
  const { signal } = row.variable, slack = width() / $("canvas").clientWidth * 6;
  const i = signal.indexAt(time);
  const near = [i, i + 1].filter((k) => k >= 0 && k < signal.size).map((k) => signal.times[k])
    .filter((t) => Math.abs(t - time) < slack)
    .sort((p, q) => Math.abs(p - time) - Math.abs(q - time));
  return near.length ? near[0] : Math.round(time);
}

function onDown(event) {
  $("canvas").focus();
  $("canvas").setPointerCapture(event.pointerId);
  drag = { x: event.clientX, time: timeAt(event), to: null };
}

function onMove(event) {
  if (!drag) return;
  drag.to = Math.abs(event.clientX - drag.x) > 5 ? timeAt(event) : null;
  invalidate();
}

function onUp(event) {
  const done = drag;
  drag = null;
  if (!done) return;
  if (done.to !== null) {
    setView(Math.min(done.time, done.to), Math.max(done.time, done.to));
    return;
  }
  pickAt(event);
  if (event.shiftKey) state.b = snap(done.time);
  else state.a = snap(done.time);
  changed();
}

/** Select the row, and in a lane the transaction, under the pointer. */
function pickAt(event) {
  const y = event.offsetY - RULER + state.top;
  if (event.offsetY < RULER) return;
  const item = layout().placed.find((each) => y >= each.y && y < each.y + each.height);
  state.transaction = null;
  if (!item) return;
  state.picked = item.index;
  if (item.row.kind === "lane") {
    const slack = width() / $("canvas").clientWidth * 2;
    const box = boxAt(item.row.lane, y - item.y, timeAt(event), slack);
    if (box) state.transaction = box.id;
  }
}

function onWheel(event) {
  event.preventDefault();
  const unit = event.deltaMode === 1 ? 16 : 1;
  if (event.ctrlKey || event.metaKey) {
    zoom(Math.exp(event.deltaY * unit / 300), timeAt(event));
  } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    const move = (event.deltaX || event.deltaY) * unit / 800 * width();
    setView(state.from + move, state.to + move);
  } else {
    const room = $("rows").clientHeight;
    state.top = Math.max(0, Math.min(state.top + event.deltaY * unit, layout().height - room));
    changed();
  }
}

function listenLabels() {
  let from = null;
  const indexOf = (event) => {
    const node = event.target.closest?.(".row");
    return node ? Number(node.dataset.index) : null;
  };
  $("rows").onclick = (event) => {
    const index = indexOf(event);
    if (index === null) return;
    state.picked = index;
    const row = state.rows[index];
    if (row.kind === "group") row.closed = !row.closed;
    if (event.target.className === "radix") nextRadix(row);
    changed();
  };
  $("rows").ondragstart = (event) => { from = indexOf(event); };
  $("rows").ondragover = (event) => event.preventDefault();
  $("rows").ondrop = (event) => {
    event.preventDefault();
    const to = indexOf(event);
    if (from !== null && to !== null) moveRow(from, to);
    from = null;
  };
  $("rows").addEventListener("wheel", onWheel, { passive: false });
}

function listenOverview() {
  const strip = $("overview");
  const jump = (event) => {
    const box = strip.getBoundingClientRect();
    const time = doc.start + (event.clientX - box.left) / box.width * (doc.end - doc.start);
    setView(time - width() / 2, time + width() / 2);
  };
  strip.onpointerdown = (event) => { strip.setPointerCapture(event.pointerId); jump(event); };
  strip.onpointermove = (event) => { if (event.buttons) jump(event); };
}

function listenSplitter() {
  const bar = $("splitter");
  bar.onpointerdown = (event) => bar.setPointerCapture(event.pointerId);
  bar.onpointermove = (event) => {
    if (!event.buttons) return;
    const left = $("labels").getBoundingClientRect().left;
    $("labels").style.width = Math.max(120, Math.min(900, event.clientX - left)) + "px";
    resize();
  };
}

function listen() {
  const canvas = $("canvas");
  canvas.onpointerdown = onDown;
  canvas.onpointermove = onMove;
  canvas.onpointerup = onUp;
  canvas.addEventListener("wheel", onWheel, { passive: false });
  document.addEventListener("keydown", onKey);
  listenLabels();
  listenOverview();
  listenSplitter();
  $("search").oninput = search;
  $("search").onkeydown = (event) => {
    const first = matching($("search").value)[0];
    if (event.key === "Enter" && first && $("search").value.trim()) addVariable(first);
  };
  $("goto").onkeydown = (event) => {
    if (event.key === "Enter") { go($("goto").value); $("goto").blur(); }
  };
  const buttons = { fit: "f", in: "+", out: "-", prev: "ArrowLeft", next: "ArrowRight", flag: "x",
    difference: "d", png: "s", svg: "S", wavedrom: "w", theme: "t", help: "?" };
  for (const [id, key] of Object.entries(buttons)) $(id).onclick = () => ACTIONS[key]();
  $("keys").onclick = () => $("keys").close();
  addEventListener("resize", resize);
  addEventListener("hashchange", () => { decodeState(location.hash); applyTheme(); invalidate(); });
}
