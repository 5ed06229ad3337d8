// SPDX-License-Identifier: Apache-2.0
// Numbers and times as a reader expects them.

const UNITS = ["s", "ms", "us", "ns", "ps", "fs", "as", "zs"];
const RADIXES = ["auto", "hex", "dec", "signed", "bin", "oct", "ascii"];

/** Ticks in the largest unit that leaves at least one whole digit. */
function formatTime(ticks, decimals = 6) {
  if (ticks === 0) return "0 " + UNITS[Math.min(7, Math.ceil(-doc.exponent / 3))];
  const size = Math.abs(ticks);
  for (let i = 0; i < UNITS.length; i++) {
    const scaled = size * 10 ** (doc.exponent + 3 * i);
    if (scaled >= 0.99999999 || i === UNITS.length - 1) {
      const text = String(Number(scaled.toFixed(decimals)));
      return (ticks < 0 ? "-" : "") + text + " " + UNITS[i];
    }
  }
  return "";
}

/** Ticks of a text such as "12.5 ns"; a bare number is ticks; NaN if it is neither. */
function parseTime(text) {
  const match = /^\s*(-?[\d.]+)\s*([munpfaz]?s)?\s*$/.exec(text);
  if (!match) return NaN;
  if (!match[2]) return Number(match[1]);
  const power = -3 * UNITS.indexOf(match[2]) - doc.exponent;
  return Math.round(Number(match[1]) * 10 ** power);
}

function enumName(variable, bits) {
  return variable.names ? variable.names[bits.replace(/^0+(?=.)/, "")] : undefined;
}

function digits(bits, size) {
  let text = "";
  for (let end = bits.length; end > 0; end -= size) {
    const group = bits.slice(Math.max(0, end - size), end);
    const first = group[0];
    const mixed = [...group].every((state) => state === first) ? first : "X";
    text = (/^[01]+$/.test(group) ? parseInt(group, 2).toString(1 << size) : mixed) + text;
  }
  return text;
}

function decimal(signal, i, signed) {
  const value = signal.isBit ? BigInt(signal.state(i) - 48) : signal.big(i);
  const width = BigInt(signal.width);
  return String(signed ? BigInt.asIntN(Number(width), value) : value);
}

function asciiText(bits) {
  let text = "";
  for (let end = bits.length; end > 0; end -= 8) {
    const code = parseInt(bits.slice(Math.max(0, end - 8), end), 2);
    text = (code > 31 && code < 127 ? String.fromCharCode(code) : ".") + text;
  }
  return text;
}

/** Value i of a variable as text. */
function formatValue(variable, i, radix = "auto") {
  const signal = variable.signal;
  if (signal.kind === "s") return signal.text(i);
  if (signal.kind === "e") return i < 0 ? "" : "!";
  if (signal.kind === "r") return i < 0 ? "x" : String(Number(signal.real(i).toPrecision(9)));
  if (radix === "auto" && variable.names) {
    const name = enumName(variable, signal.bits(i));
    if (name !== undefined) return name;
  }
  if (!signal.isKnown(i)) {
    return digits(signal.bits(i), radix === "bin" ? 1 : radix === "oct" ? 3 : 4);
  }
  if (signal.isBit && radix !== "signed") return String.fromCharCode(signal.state(i));
  switch (radix) {
    case "dec": return decimal(signal, i, false);
    case "signed": return decimal(signal, i, true);
    case "bin": return signal.bits(i);
    case "oct": return digits(signal.bits(i), 3);
    case "ascii": return asciiText(signal.bits(i));
    default: return signal.hex(i);
  }
}

/** Distance between time labels: 1, 2 or 5 times a power of ten. */
function roundStep(range, most) {
  const least = Math.max(1, range / Math.max(1, most));
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((factor) => power * factor >= least) ?? 10);
}
