/* Seeking words: in the places, the parties and the speakers, each distinct one once, and in all quotes as one long text. */
const ASCII = /^[\x00-\x7f]*$/;
const LONGEST = 200;
const CHUNK = 2000; // quotes folded at a time

/* Letters alone, without accents, case, hyphens and apostrophes; Arabic letters in their Persian form. Lines stay lines. */
function foldLines(text) {
  if (ASCII.test(text)) {
    return text.replace(/['`]/g, "").toLowerCase().replace(/[^a-z0-9\n]+/g, " ");
  }
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\u0640\u200c\u200d'’‘ʼʻ`´]/gu, "")
    .toLowerCase()
    .replace(/[يى]/g, "ی")
    .replace(/ك/g, "ک")
    .replace(/[^\p{L}\p{N}\n]+/gu, " ");
}

export function fold(text) {
  return foldLines(text.replace(/\n/g, " ")).trim();
}

/**
 * The terms of a search, folded: a word fits where a word begins with it, a phrase in quotation marks where its words stand as they are.
 * All must stand in the same report.
 * @param {string} search
 * @returns {string[]} each with a space before it, a phrase with one behind it too
 */
export function searchTerms(search) {
  const found = search.slice(0, LONGEST).match(/["“”«»][^"“”«»]*["“”«»]?|[^\s"“”«»]+/gu) || [];
  const terms = found.map((term) => ({ words: fold(term), isPhrase: /^["“”«»]/u.test(term) }));
  return terms.filter(({ words }) => words !== "").map(({ words, isPhrase }) => " " + words + (isPhrase ? " " : ""));
}

/* A search from outside the page as one line of bounded length. */
export function tidy(search) {
  return search.replace(/[\p{Cc}\p{Cs}\s]+/gu, " ").trim().slice(0, LONGEST);
}

/* All quotes, folded, a line each with a space before and behind it, and where each begins. Made at the first search and kept. */
function quotes(scene) {
  if (scene.quotes === undefined) {
    const { codes, low } = scene.tables.events.columns.exact;
    const size = codes.reduce((most, code) => Math.max(most, code), 0) + low;
    const parts = [];
    for (let from = 0; from < size; from += CHUNK) {
      const lines = Array.from({ length: Math.min(CHUNK, size - from) }, (_, at) => " " + scene.texts.get(from + at).replace(/\n/g, " ") + " ");
      parts.push(foldLines(lines.join("\n")));
    }
    const text = parts.join("\n");
    const starts = new Uint32Array(size + 1);
    for (let number = 1, at = text.indexOf("\n"); at >= 0; number += 1, at = text.indexOf("\n", at + 1)) {
      starts[number] = at + 1;
    }
    starts[size] = text.length + 1;
    scene.quotes = { text, starts, size };
  }
  return scene.quotes;
}

/* Whether each quote has the term. */
function quotesWith(scene, term) {
  if (!scene.texts.isOpen) {
    return null;
  }
  const { text, starts, size } = quotes(scene);
  const found = new Uint8Array(size);
  let number = 0;
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, starts[number + 1])) {
    while (starts[number + 1] <= at) {
      number += 1;
    }
    found[number] = 1;
  }
  return found;
}

/* Whether each distinct value of a column, by its code, has the term; none has it not. */
function valuesWith(column, term) {
  column.folded = column.folded || column.values.map((value) => " " + fold(value) + " ");
  return Uint8Array.from([0, ...column.folded.map((value) => (value.includes(term) ? 1 : 0))]);
}

/* Lines, folded, each with a space before and behind it. */
function spaced(lines) {
  return lines.split("\n").map((line) => " " + foldLines(line) + " \n").join("");
}

/* The names of each place and of its province, and all other spellings of both once the texts are open. */
function spotsWith(scene, term) {
  const { isOpen } = scene.texts;
  if (scene.foldedSpots === undefined || scene.foldedSpots.isWhole !== isOpen) {
    const names = new Map(scene.provinces.map((province) => [province.iso, spaced(province.name + "\n" + province.also)]));
    scene.foldedSpots = scene.spots.map((spot) => spaced(spot.place + "\n" + (spot.also || "")) + (names.get(spot.province) || ""));
    scene.foldedSpots.isWhole = isOpen;
  }
  return Uint8Array.from([0, ...scene.foldedSpots.map((folded) => (folded.includes(term) ? 1 : 0))]);
}

/* Takes out of a mask of reports those that do not have the term in their place, province, parties, speaker or quote. */
export function keepReportsWith(scene, term, mask) {
  const { who, saidBy, spot, exact } = scene.tables.events.columns;
  const [byWho, bySaid, bySpot, byQuote] = [valuesWith(who, term), valuesWith(saidBy, term), spotsWith(scene, term), quotesWith(scene, term)];
  for (let row = 0; row < mask.length; row += 1) {
    const spotCode = spot.codes[row] === 0 ? 0 : spot.get(row) + 1;
    const quoted = byQuote === null || exact.codes[row] === 0 ? 0 : byQuote[exact.number(row)];
    mask[row] &= byWho[who.codes[row]] | bySaid[saidBy.codes[row]] | bySpot[spotCode] | quoted;
  }
}
