/* CSV as the page writes it, and texts that are saved as files. The same cells as Python's (`geo/inert.py`); a table of cells tests both. */
import { make } from "./core.js";

const STARTS = /^[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20\uFF5C\uFF05\u2212\t\r\n]/;

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
 * @param {string | number | boolean | null} value
 */
export function cell(value) {
  if (value === null) {
    return "";
  }
  const text = String(value);
  const inert = typeof value === "string" && STARTS.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(inert) ? '"' + inert.replace(/"/g, '""') + '"' : inert;
}

/**
 * A header line and a line a row, each with its line end.
 * @param {string[]} columns
 * @param {(string | number | boolean | null)[][]} rows
 */
export function csvLines(columns, rows) {
  return [columns, ...rows].map((row) => row.map(cell).join(",") + "\n").join("");
}

/** Gives a file to the reader, as a download. */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = make("a", { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** A text as a file of a type, in UTF-8. */
export function text(type, words) {
  return new Blob([words], { type: type + ";charset=utf-8" });
}
