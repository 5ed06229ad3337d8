// SPDX-License-Identifier: Apache-2.0
// Transactions: lanes of boxes, stacked where they overlap, and arrows between them.

const transactions = new Map();

function makeLane({ name, depth, boxes }) {
  const lane = { name, depth, levels: [] };
  for (let level = 0; level < depth; level++) lane.levels.push([]);
  for (const [id, start, end, level, kind, label, attributes] of boxes) {
    const box = { id, start, end, level, kind, label, attributes, lane };
    lane.levels[level].push(box);
    transactions.set(id, box);
  }
  return lane;
}

const lanes = doc.lanes.map(makeLane);
const relations = doc.relations.map(([kind, from, to]) => (
  { kind, from: transactions.get(from), to: transactions.get(to) }
)).filter((relation) => relation.from && relation.to);

/** First box of a level that ends after a time. */
function firstBox(level, time) {
  let low = 0, high = level.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (level[middle].end < time) low = middle + 1; else high = middle;
  }
  return low;
}

/** First box of a level, from index `from` on, that starts at or after a time. */
function nextBox(level, from, time) {
  let low = from, high = level.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (level[middle].start < time) low = middle + 1; else high = middle;
  }
  return low;
}

function drawLane(p, lane, top) {
  lane.levels.forEach((level, depth) => {
    const y = top + 3 + depth * LANE;
    let i = firstBox(level, state.from);
    while (i < level.length && level[i].start <= state.to) {
      const box = level[i];
      const x = Math.max(p.x(box.start), -4);
      const end = Math.min(p.x(box.end), p.width + 4);
      p.ctx.fillStyle = p.colors["lane" + box.kind % 6];
      if (end - x < 2) {
        // Boxes thinner than a pixel: one column stands for all of them.
        p.ctx.fillRect(Math.floor(x), y, 1, LANE - 4);
        i = Math.max(i + 1, nextBox(level, i, p.time(Math.floor(x) + 1)));
        continue;
      }
      p.ctx.fillRect(x, y, Math.max(1, end - x - 1), LANE - 4);
      if (box.id === state.transaction) {
        p.ctx.strokeStyle = p.colors.ink;
        p.ctx.lineWidth = 2;
        p.ctx.strokeRect(x, y, end - x - 1, LANE - 4);
        p.ctx.lineWidth = 1;
      }
      const text = box.label || doc.kinds[box.kind];
      p.label(text, x + 4, y + 12, end - x - 8, p.colors.lanetext, true);
      i++;
    }
  });
}

function visible(box) { return box.end >= state.from && box.start <= state.to; }

/** Arrows from the end of a cause to the start of an effect: all if few are in view. */
function drawArrows(p, placed) {
  const tops = new Map();
  for (const { row, y } of placed) if (row.kind === "lane") tops.set(row.lane, y - state.top);
  if (tops.size === 0) return;
  const chosen = relations.filter((relation) => relation.from.id === state.transaction
    || relation.to.id === state.transaction);
  let shown = chosen;
  if (state.to - state.from < (doc.end - doc.start) / 2 || relations.length < 200) {
    const inView = relations.filter(({ from, to }) => tops.has(from.lane) && tops.has(to.lane)
      && visible(from) && visible(to));
    if (inView.length <= 60) shown = inView;
  }
  for (const relation of shown) {
    const { from, to } = relation;
    if (!tops.has(from.lane) || !tops.has(to.lane)) continue;
    const strong = chosen.includes(relation);
    const down = to.start >= from.end;
    arrow(p, p.x(down ? from.end : from.start), middleOf(tops, from), p.x(to.start),
      middleOf(tops, to), strong);
  }
}

function middleOf(tops, box) { return tops.get(box.lane) + 3 + box.level * LANE + (LANE - 4) / 2; }

function arrow(p, x0, y0, x1, y1, strong) {
  const ctx = p.ctx;
  ctx.strokeStyle = ctx.fillStyle = strong ? p.colors.ink : p.colors.soft;
  ctx.lineWidth = strong ? 1.6 : 1;
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x0, (y0 + y1) / 2);
  ctx.lineTo(x1, (y0 + y1) / 2);
  ctx.lineTo(x1, y1);
  ctx.stroke();
  const tip = y1 > y0 ? -6 : 6;
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x1 - 3, y1 + tip);
  ctx.lineTo(x1 + 3, y1 + tip);
  ctx.fill();
  ctx.lineWidth = 1;
}

/** Box under a point of the canvas. */
function boxAt(lane, y, time, slack) {
  const level = lane.levels[Math.floor((y - 3) / LANE)];
  if (!level) return null;
  const first = firstBox(level, time - slack);
  const box = level[first];
  return box && box.start <= time + slack ? box : null;
}

function describe(box) {
  const parts = [box.lane.name + ": " + doc.kinds[box.kind] + " " + box.label,
    formatTime(box.start) + " .. " + formatTime(box.end)
      + " (" + formatTime(box.end - box.start) + ")"];
  for (const [name, value] of box.attributes) parts.push(name + "=" + value);
  return parts.join("   ");
}
