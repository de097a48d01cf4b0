/* The two compressed blocks of the page and the tables in them. `maps/packing.py` writes what this reads. A row is an object whose members are looked up in the columns when they are asked for, so that a hundred thousand rows cost little more than their numbers. */
function bytesOf(base64) {
  if (Uint8Array.fromBase64) {
    return Uint8Array.fromBase64(base64);
  }
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = characters.charCodeAt(i);
  }
  return bytes;
}

/**
 * A block: its header, and the bytes behind it. The browser itself decompresses; nothing is run.
 * @param {string} base64
 */
async function openBlock(base64) {
  const packed = new Blob([bytesOf(base64)]);
  const plain = packed.stream().pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(plain).arrayBuffer());
  const end = 4 + (bytes[0] | (bytes[1] << 8) | (bytes[2] << 16)) + bytes[3] * 2 ** 24;
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end)));
  return { header, bytes: bytes.subarray(end) };
}

/* Whole numbers from their planes; 0 stands for none, the smallest number for 1. */
function stored({ at, width, rising, count }, bytes) {
  const Holder = rising || width === 4 ? Uint32Array : { 1: Uint8Array, 2: Uint16Array }[width];
  const found = new Holder(count);
  for (let plane = 0; plane < width; plane += 1) {
    const from = at + plane * count;
    const scale = 2 ** (8 * plane);
    for (let i = 0; i < count; i += 1) {
      found[i] += bytes[from + i] * scale;
    }
  }
  if (rising) {
    let sum = 0;
    for (let i = 0; i < count; i += 1) {
      sum += found[i] % 2 ? -(found[i] + 1) / 2 : found[i] / 2;
      found[i] = sum;
    }
  }
  return found;
}

function numberColumn(spec, bytes) {
  const codes = stored(spec, bytes);
  const { low } = spec;
  return { codes, low, get: (row) => (codes[row] === 0 ? undefined : codes[row] - 1 + low) };
}

const READERS = {
  number: numberColumn,
  rising: numberColumn,
  value(spec, bytes) {
    const codes = stored(spec, bytes);
    const values = JSON.parse(new TextDecoder().decode(bytes.subarray(spec.words, spec.words + spec.length)));
    return { codes, values, get: (row) => (codes[row] === 0 ? undefined : values[codes[row] - 1 + spec.low]) };
  },
  numbers(spec, bytes) {
    const counts = stored(spec.counts, bytes);
    const flat = stored(spec.flat, bytes);
    const starts = new Uint32Array(counts.length + 1);
    const size = (row) => (counts[row] === 0 ? 0 : counts[row] - 1 + spec.counts.low);
    for (let row = 0; row < counts.length; row += 1) {
      starts[row + 1] = starts[row] + size(row);
    }
    const list = (row) => Array.from(flat.subarray(starts[row], starts[row + 1]), (code) => code - 1 + spec.flat.low);
    const all = () => flat.map((code) => code - 1 + spec.flat.low);
    return { starts, all, at: (place) => flat[place] - 1 + spec.flat.low, get: (row) => (counts[row] === 0 ? undefined : list(row)) };
  },
  id({ at, digits }, bytes) {
    const size = digits / 2;
    const hex = (row) => Array.from(bytes.subarray(at + row * size, at + (row + 1) * size), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return { get: hex };
  },
  text(spec, bytes, texts) {
    const column = numberColumn(spec, bytes);
    return { ...column, number: column.get, get: (row) => (column.codes[row] === 0 ? undefined : texts.get(column.get(row))) };
  },
};

/* The long texts, empty until their block is open; `whenOpen` calls at once if it is. */
function makeTexts(base64) {
  const waiting = [];
  const decoder = new TextDecoder();
  let body = new Uint8Array();
  let ends = new Float64Array();
  /** @type {any} */
  const texts = {
    isOpen: false,
    get: (number) => (texts.isOpen ? decoder.decode(body.subarray(number ? ends[number - 1] : 0, ends[number])) : ""),
    whenOpen: (action) => (texts.isOpen ? action() : waiting.push(action)),
  };
  texts.open = async function () {
    const { header, bytes } = await openBlock(base64());
    const lengths = stored(header.lengths, bytes);
    const { low } = header.lengths;
    ends = new Float64Array(lengths.length);
    let sum = 0;
    for (let i = 0; i < lengths.length; i += 1) {
      sum += lengths[i] - 1 + low;
      ends[i] = sum;
    }
    body = bytes.subarray(header.texts);
    texts.isOpen = true;
    waiting.splice(0).forEach((action) => action());
  };
  return texts;
}

/* A table: `size`, its `columns` by name, and `Row`, whose members are the columns' values; a member without value is undefined. */
function makeTable({ rows, columns }, bytes, texts) {
  /** @type {any} */
  const table = { size: rows, columns: {} };
  table.Row = class {
    constructor(number) {
      this.number = number;
    }
  };
  for (const [name, spec] of Object.entries(columns)) {
    const column = READERS[spec.kind](spec, bytes, texts);
    table.columns[name] = column;
    Object.defineProperty(table.Row.prototype, name, {
      configurable: true,
      enumerable: true,
      get() {
        return column.get(this.number);
      },
    });
  }
  table.all = () => Array.from({ length: rows }, (_, number) => new table.Row(number));
  return table;
}

/**
 * All tables by name, and the texts, whose block is opened by whoever needs it first.
 * @param {string} columns base64 of the block of columns
 * @param {() => string} ofTexts gives the base64 of the block of texts
 * @returns {Promise<{ tables: Record<string, import("./types.js").Table>, texts: import("./types.js").Texts }>}
 */
export async function openTables(columns, ofTexts) {
  const { header, bytes } = await openBlock(columns);
  const texts = makeTexts(ofTexts);
  const tables = Object.fromEntries(Object.entries(header).map(([name, spec]) => [name, makeTable(spec, bytes, texts)]));
  return { tables, texts };
}
