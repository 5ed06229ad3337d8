// SPDX-License-Identifier: Apache-2.0
// Everything that is not canvas: names and values, tree, search, details.

const $ = (id) => document.getElementById(id);

function element(kind, className, text) {
  const node = document.createElement(kind);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Shortest ends of paths that tell the rows apart. */
function shortNames(rows) {
  const paths = new Map();
  for (const row of rows) {
    if (row.kind !== "signal") continue;
    const known = paths.get(row.variable.name);
    if (!known) paths.set(row.variable.name, new Set([row.variable.path]));
    else known.add(row.variable.path);
  }
  return (variable) => {
    if (variable.path.startsWith("other: ")) return "other " + variable.path.split(".").at(-1);
    if (paths.get(variable.name).size < 2) return variable.name;
    return variable.path.split(".").slice(-2).join(".");
  };
}

const valueTime = () => state.a === null ? state.from : state.a;

function labelOf(item, nameOf) {
  const { row } = item;
  const node = element("div", "row " + row.kind + (item.index === state.picked ? " picked" : "")
    + (item.inside ? " inside" : ""));
  node.style.top = item.y - state.top + "px";
  node.style.height = item.height + "px";
  node.dataset.index = item.index;
  node.draggable = true;
  if (row.kind === "group") {
    node.append(element("span", "name", (row.closed ? "\u25B8 " : "\u25BE ") + row.title));
  } else if (row.kind === "lane") {
    node.append(element("span", "name", row.lane.name));
  } else {
    const { variable } = row;
    if (doc.differences[variable.signal.id]) node.classList.add("differs");
    const name = element("span", "name", nameOf(variable));
    name.title = variable.path;
    const at = variable.signal.indexAt(valueTime());
    const bad = variable.signal.isKnown(at) ? "" : " bad";
    node.append(name, element("span", "value" + bad, formatValue(variable, at, row.radix)));
    if (!variable.signal.isBit && variable.signal.kind === "b") {
      node.append(element("span", "radix", row.radix === "auto" ? "" : row.radix));
    }
  }
  return node;
}

function showLabels(placed) {
  const height = $("rows").clientHeight;
  const nameOf = shortNames(state.rows);
  const inView = placed.filter((item) => item.y + item.height > state.top
    && item.y - state.top < height);
  $("rows").replaceChildren(...inView.map((item) => labelOf(item, nameOf)));
}

function showCursors() {
  const nodes = [];
  if (state.a !== null) nodes.push(element("span", "a", "A " + formatTime(state.a)));
  if (state.b !== null) nodes.push(element("span", "b", "  B " + formatTime(state.b)));
  if (state.a !== null && state.b !== null) {
    const delta = state.b - state.a;
    const hertz = 1 / (Math.abs(delta) * 10 ** doc.exponent);
    const rate = delta === 0 ? "" : " = " + Number((hertz / 1e6).toPrecision(5)) + " MHz";
    nodes.push(element("span", "", "  \u0394 " + formatTime(delta) + rate));
  }
  $("cursors").replaceChildren(...nodes);
}

function showDetail() {
  const box = state.transaction === null ? null : transactions.get(state.transaction);
  const row = state.rows[state.picked];
  let text = "";
  if (box) {
    text = describe(box);
  } else if (row && row.kind === "signal") {
    const { variable } = row, { signal } = variable;
    const at = signal.indexAt(valueTime());
    text = variable.path + "   " + (signal.kind === "b" ? signal.width + " bit   " : "")
      + formatValue(variable, at, row.radix)
      + (at >= 0 ? "   since " + formatTime(signal.times[at]) : "")
      + "   " + signal.size.toLocaleString("en") + " changes";
  }
  $("detail").textContent = text;
  $("head").replaceChildren(element("span", "", "signal"),
    element("span", "", "value at " + formatTime(valueTime())));
}

function addVariable(variable, place = state.rows.length) {
  state.rows.splice(place, 0, signalRow(variable));
  state.picked = place;
  reveal(place);
  changed();
}

/** Scroll so that a row can be seen. */
function reveal(index) {
  const { placed, height } = layout();
  const item = placed.find((each) => each.index === index);
  const room = $("rows").clientHeight;
  if (item) {
    state.top = Math.min(state.top, item.y);
    state.top = Math.max(state.top, item.y + item.height - room);
  }
  state.top = Math.max(0, Math.min(state.top, height - room));
}

function leafNode(variable, depth, text) {
  const node = element("div", "leaf", text);
  node.style.paddingLeft = depth * 12 + 18 + "px";
  node.title = variable.path + " (click to show)";
  const size = variable.signal.kind === "b" ? variable.signal.width : variable.signal.kind;
  node.append(element("small", "", (variable.direction ? variable.direction + " " : "") + size));
  node.onclick = () => addVariable(variable);
  return node;
}

/** A scope; its content is made when it is opened first. */
function scopeNode(scope, depth, open) {
  const node = element("div", "scope", scope.name);
  node.style.paddingLeft = depth * 12 + 4 + "px";
  node.title = scope.path + " (double click: show its signals)";
  const inside = [];
  const toggle = () => {
    if (node.classList.toggle("open")) {
      for (const child of scope.scopes) inside.push(...scopeNode(child, depth + 1, false));
      for (const each of scope.variables) inside.push(leafNode(each, depth + 1, each.name));
      node.after(...inside);
    } else {
      closeBelow(node, depth);
      inside.length = 0;
    }
  };
  node.dataset.depth = depth;
  node.onclick = toggle;
  node.ondblclick = () => scope.variables.slice(0, 200).forEach((each) => addVariable(each));
  if (open) {
    node.classList.add("open");
    for (const child of scope.scopes) {
      inside.push(...scopeNode(child, depth + 1, depth < 1 && scope.scopes.length < 8));
    }
    for (const each of scope.variables) inside.push(leafNode(each, depth + 1, each.name));
    return [node, ...inside];
  }
  return [node];
}

function closeBelow(node, depth) {
  const indent = parseInt(node.style.paddingLeft, 10);
  while (node.nextSibling && parseInt(node.nextSibling.style.paddingLeft, 10) > indent) {
    node.nextSibling.remove();
  }
  return depth;
}

function showTree() {
  const nodes = tree.scopes.flatMap((scope) => scopeNode(scope, 0, true));
  nodes.push(...tree.variables.map((variable) => leafNode(variable, 0, variable.name)));
  const others = lanes.map((lane) => {
    const node = element("div", "leaf", "\u2261 " + lane.name);
    node.style.paddingLeft = "18px";
    node.onclick = () => { state.rows.push(laneRow(lane)); changed(); };
    return node;
  });
  $("tree").replaceChildren(...others, ...nodes);
}

/** Variables whose path has all the words, in any order. */
function matching(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return variables.filter((variable) => {
    const path = variable.path.toLowerCase();
    return words.every((word) => path.includes(word));
  });
}

function search() {
  const text = $("search").value;
  if (!text.trim()) { showTree(); return; }
  const found = matching(text);
  const nodes = found.slice(0, 200).map((variable) => leafNode(variable, -1, variable.path));
  const rest = found.length > 200 ? ", first 200 shown" : "";
  nodes.unshift(element("div", "more", found.length + " found" + rest));
  $("tree").replaceChildren(...nodes);
}

function toast(text) {
  document.querySelectorAll(".toast").forEach((node) => node.remove());
  const node = element("div", "toast", text);
  document.body.append(node);
  setTimeout(() => node.remove(), 1800);
}
