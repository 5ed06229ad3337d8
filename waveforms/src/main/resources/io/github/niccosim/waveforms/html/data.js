// SPDX-License-Identifier: Apache-2.0
// The document (JSON) and the signals (binary), as Java's HtmlSignals writes them.

const doc = JSON.parse(document.getElementById("doc").textContent);
let blob = new Uint8Array(0);

/** Turn the embedded text into bytes: base64 around zlib. */
async function unpack() {
  const element = document.getElementById("data");
  const packed = atob(element.textContent.trim());
  element.remove();
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  blob = new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Read base-128 numbers, low bits first. */
class Varints {
  constructor(at) { this.at = at; }
  next() {
    let result = 0, factor = 1, byte;
    do {
      byte = blob[this.at++];
      result += (byte & 127) * factor;
      factor *= 128;
    } while (byte > 127);
    return result;
  }
}

const ASCII = new TextDecoder("latin1");
const UTF8 = new TextDecoder();

/**
 * All changes of one signal. Times are decoded when first needed; values of bits stay in the blob,
 * one plane per byte, most significant first.
 */
class Signal {
  constructor(number) {
    [this.size, this.offset, this.values, this.width, this.kind] = doc.signals[number];
    this.id = number;
    this.bytes = Math.ceil(this.width / 8);
    this.decoded = null;
    this.exceptions = null;
    this.texts = null;
    this.pyramid = null;
  }

  get times() {
    if (!this.decoded) {
      this.decoded = new Float64Array(this.size);
      const numbers = new Varints(this.offset);
      let time = doc.start;
      for (let i = 0; i < this.size; i++) this.decoded[i] = time += numbers.next();
    }
    return this.decoded;
  }

  get isBit() { return this.kind === "b" && this.width === 1; }

  /** Index of the last change at or before a time, or -1. */
  indexAt(time) {
    const times = this.times;
    let low = 0, high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times[middle] <= time) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  /** First index after `from` whose time is at or after `time`; cheap if it is near. */
  seek(from, time) {
    const times = this.times;
    let step = 1, low = from;
    while (low + step < this.size && times[low + step] < time) { low += step; step *= 2; }
    let high = Math.min(low + step, this.size);
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if (times[middle] < time) low = middle; else high = middle;
    }
    return high;
  }

  /** State of a one-bit signal as a character code. */
  state(i) { return i < 0 ? 120 : blob[this.values + i]; }

  /** Values that are not all 0 and 1: index to text. */
  unknowns() {
    if (this.exceptions) return this.exceptions;
    this.exceptions = new Map();
    if (this.kind === "b" && this.width > 1) {
      const numbers = new Varints(this.values + this.bytes * this.size);
      let index = 0;
      for (let count = numbers.next(); count > 0; count--) {
        index += numbers.next();
        const text = ASCII.decode(blob.subarray(numbers.at, numbers.at + this.width));
        this.exceptions.set(index, text);
        numbers.at += this.width;
      }
    }
    return this.exceptions;
  }

  isKnown(i) {
    if (i < 0) return this.kind === "s";
    if (this.isBit) return blob[this.values + i] === 48 || blob[this.values + i] === 49;
    return this.kind !== "b" || !this.unknowns().has(i);
  }

  /** Bits of a value as text, most significant first. */
  bits(i) {
    if (i < 0) return "x".repeat(this.width);
    if (this.isBit) return String.fromCharCode(this.state(i));
    const unknown = this.unknowns().get(i);
    if (unknown) return unknown;
    let text = "";
    for (let b = 0; b < this.bytes; b++) {
      text += blob[this.values + b * this.size + i].toString(2).padStart(8, "0");
    }
    return text.slice(text.length - this.width);
  }

  hex(i) {
    let text = "";
    for (let b = 0; b < this.bytes; b++) {
      text += blob[this.values + b * this.size + i].toString(16).padStart(2, "0");
    }
    return text.slice(text.length - Math.ceil(this.width / 4));
  }

  big(i) { return BigInt("0x" + this.hex(i)); }

  real(i) {
    if (i < 0) return NaN;
    return new DataView(blob.buffer).getFloat64(this.values + 8 * i);
  }

  text(i) {
    if (!this.texts) {
      this.texts = [];
      const numbers = new Varints(this.values);
      for (let k = 0; k < this.size; k++) {
        const length = numbers.next();
        this.texts.push(UTF8.decode(blob.subarray(numbers.at, numbers.at + length)));
        numbers.at += length;
      }
    }
    return i < 0 ? "" : this.texts[i];
  }

  /** A value as a number, for curves; NaN where unknown. */
  number(i) {
    if (i < 0 || !this.isKnown(i)) return NaN;
    if (this.kind === "r") return this.real(i);
    if (this.isBit) return this.state(i) - 48;
    let result = 0;
    for (let b = 0; b < this.bytes; b++) {
      result = result * 256 + blob[this.values + b * this.size + i];
    }
    return result;
  }

  /** Smallest and largest number of the changes from..to-1, through levels of 32 to 1. */
  range(from, to) {
    if (!this.pyramid) this.pyramid = new Pyramid(this);
    return this.pyramid.range(from, to);
  }
}

/** Minima and maxima over blocks of 32, 1024, ... changes: a curve costs pixels, not changes. */
class Pyramid {
  constructor(signal) {
    const level0 = new Float64Array(signal.size);
    for (let i = 0; i < signal.size; i++) level0[i] = signal.number(i);
    this.low = [level0];
    this.high = [level0];
    while (this.low.at(-1).length > 32) this.grow(this.low.at(-1), this.high.at(-1));
  }

  grow(low, high) {
    const length = Math.ceil(low.length / 32);
    const lows = new Float64Array(length).fill(Infinity);
    const highs = new Float64Array(length).fill(-Infinity);
    for (let i = 0; i < low.length; i++) {
      if (low[i] < lows[i >> 5]) lows[i >> 5] = low[i];
      if (high[i] > highs[i >> 5]) highs[i >> 5] = high[i];
    }
    this.low.push(lows);
    this.high.push(highs);
  }

  range(from, to) {
    let low = Infinity, high = -Infinity, level = 0;
    const take = (k, i) => {
      if (this.low[k][i] < low) low = this.low[k][i];
      if (this.high[k][i] > high) high = this.high[k][i];
    };
    while (from < to) {
      if (level + 1 === this.low.length) {
        while (from < to) take(level, from++);
        break;
      }
      while (from < to && (from & 31) !== 0) take(level, from++);
      while (from < to && (to & 31) !== 0) take(level, --to);
      from >>= 5;
      to >>= 5;
      level++;
    }
    return [low, high];
  }
}

const signals = doc.signals.map((entry, number) => new Signal(number));

/** Variables in the order of the file, and the tree of scopes around them. */
const variables = [];

function plant([name, children, leaves], parent) {
  const scope = { name, path: parent && parent.path ? parent.path + "." + name : name };
  scope.variables = leaves.map(([leaf, signal, enumeration, direction]) => {
    const variable = {
      index: variables.length, name: leaf, path: scope.path ? scope.path + "." + leaf : leaf,
      signal: signals[signal], names: enumeration < 0 ? null : doc.enums[enumeration],
      direction,
    };
    variables.push(variable);
    return variable;
  });
  scope.scopes = children.map((child) => plant(child, scope));
  return scope;
}

const tree = plant(doc.tree, null);
