// SPDX-License-Identifier: Apache-2.0
// What is shown, and the part of it that lives in the address.

const ROW = 24;
const CURVE = 64;
const LANE = 20;

const state = {
  rows: [],
  from: doc.view[0],
  to: doc.view[1],
  a: doc.cursor,
  b: null,
  picked: 0,
  top: 0,
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  transaction: null,
};

function signalRow(variable, radix = "auto", curve = variable.signal.kind === "r") {
  return { kind: "signal", variable, radix, curve };
}

function laneRow(lane) { return { kind: "lane", lane }; }

function groupRow(title, closed = false) { return { kind: "group", title, closed }; }

/** Rows of the document: [0, variable, radix], [1, title], [2, lane]. */
function documentRows() {
  return doc.rows.map(([kind, value, radix]) => {
    if (kind === 0) return signalRow(variables[value], radix);
    return kind === 1 ? groupRow(value) : laneRow(lanes[value]);
  });
}

function heightOf(row) {
  if (row.kind === "lane") return row.lane.depth * LANE + 6;
  return row.kind === "signal" && row.curve ? CURVE : ROW;
}

/** Rows that are not inside a closed group, each with its top. */
function layout() {
  const placed = [];
  let y = 0, closed = false, inside = false;
  state.rows.forEach((row, index) => {
    if (row.kind === "group") {
      closed = row.closed;
      inside = row.title !== "";
    } else if (closed) {
      return;
    }
    const height = heightOf(row);
    placed.push({ row, index, y, height, inside: inside && row.kind !== "group" });
    y += height;
  });
  return { placed, height: y };
}

/** Keep the view inside the document, at least four ticks wide. */
function setView(from, to) {
  const whole = Math.max(4, doc.end - doc.start);
  const margin = whole * 0.02;
  const width = Math.min(Math.max(4, to - from), whole + 2 * margin);
  const middle = (from + to) / 2;
  let begin = middle - width / 2;
  begin = Math.max(doc.start - margin, Math.min(begin, doc.end + margin - width));
  state.from = begin;
  state.to = begin + width;
  changed();
}

function zoom(factor, around = (state.from + state.to) / 2) {
  const share = (around - state.from) / (state.to - state.from);
  const width = Math.min((state.to - state.from) * factor, (doc.end - doc.start) * 1.04 + 4);
  setView(around - width * share, around + width * (1 - share));
}

function showTime(time) {
  const width = state.to - state.from;
  if (time < state.from + width * 0.02 || time > state.to - width * 0.02) {
    setView(time - width / 2, time + width / 2);
  }
}

function encodeRow(row) {
  if (row.kind === "group") return "g" + (row.closed ? "!" : "-") + encodeURIComponent(row.title);
  if (row.kind === "lane") return "l" + lanes.indexOf(row.lane);
  return row.variable.index + "-" + row.radix + (row.curve ? "-c" : "");
}

function decodeRow(text) {
  if (text[0] === "g") return groupRow(decodeURIComponent(text.slice(2)), text[1] === "!");
  if (text[0] === "l") return lanes[text.slice(1)] ? laneRow(lanes[text.slice(1)]) : null;
  const [index, radix, curve] = text.split("-");
  const variable = index === "" ? undefined : variables[Number(index)];
  const known = RADIXES.includes(radix) ? radix : "auto";
  return variable ? signalRow(variable, known, curve === "c") : null;
}

function encodeState() {
  const parts = ["t=" + Math.floor(state.from) + ":" + Math.ceil(state.to)];
  if (state.a !== null) parts.push("a=" + state.a);
  if (state.b !== null) parts.push("b=" + state.b);
  parts.push("p=" + state.picked, "d=" + (state.dark ? 1 : 0));
  parts.push("r=" + state.rows.map(encodeRow).join("~"));
  return "#" + parts.join("&");
}

/** Take what a hash says; what it does not say, or says wrongly, stays. */
function decodeState(hash) {
  for (const part of hash.replace(/^#/, "").split("&")) {
    const value = part.slice(2);
    if (part.startsWith("t=")) {
      const [from, to] = value.split(":").map(Number);
      if (to > from) [state.from, state.to] = [from, to];
    } else if (part.startsWith("a=") && Number.isFinite(Number(value))) {
      state.a = Number(value);
    } else if (part.startsWith("b=") && Number.isFinite(Number(value))) {
      state.b = Number(value);
    } else if (part.startsWith("p=")) {
      state.picked = Math.max(0, Number(value) || 0);
    } else if (part.startsWith("d=")) {
      state.dark = value === "1";
    } else if (part.startsWith("r=")) {
      state.rows = value.split("~").filter(Boolean).map(decodeRow).filter(Boolean);
    }
  }
}

let saving = 0;

/** Draw again, and write the address once nothing has changed for a moment. */
function changed() {
  invalidate();
  clearTimeout(saving);
  saving = setTimeout(() => history.replaceState(null, "", encodeState()), 250);
}
