/* The words of the page, from the catalogue of its language: messages, plural forms, digits, days. Holds no word itself. */
import { byId } from "./core.js";

const DAY_MS = 86400000;
const FIRST_GROUPED = 10000;
const LATIN = /[A-Za-z\u00c0-\u024f]/;
const ARABIC = /[\u0600-\u06ff]/;
/** @type {any} */
let catalogue = null;

function tables() {
  catalogue = catalogue || JSON.parse(byId("words").textContent);
  return catalogue;
}

export function language() {
  return tables().language;
}

export function isRightToLeft() {
  return language().direction === "rtl";
}

/* A number in the language's digits, with its decimal point; whole numbers of five digits and more are grouped by threes, so that years are not. */
export function numeral(value) {
  const { digits, point, group } = language();
  const marks = { ".": point, ",": group };
  const grouped = Number.isInteger(value) && Math.abs(value) >= FIRST_GROUPED;
  const text = grouped ? String(value).replace(/\B(?=(\d{3})+$)/g, ",") : String(value);
  return text.replace(/[0-9.,]/g, (sign) => marks[sign] || digits[sign]);
}

/* Numbers in the language's digits; a text in the other direction is isolated, so that it does not reorder its surroundings. */
function written(value) {
  if (typeof value === "number") {
    return numeral(value);
  }
  const text = String(value);
  const foreign = isRightToLeft() ? LATIN : ARABIC;
  return foreign.test(text) && !text.startsWith("\u2068") ? "\u2068" + text + "\u2069" : text;
}

/* The message of a key, `table.name`, with its values put in; where it has plural forms, `n` decides. */
export function say(key, values) {
  const [table, name] = key.split(".");
  const message = tables()[table][name];
  const form = typeof message === "string" ? message : message[language().one.includes(values.n) ? "one" : "other"];
  return form.replace(/\{(\w+)\}/g, (_, member) => written(values[member]));
}

/** The names of a table's messages, in the catalogue's order. */
export function names(table) {
  return Object.keys(tables()[table]);
}

/** Whether there is a message of that key. */
export function has(key) {
  const [table, name] = key.split(".");
  return tables()[table] !== undefined && Object.hasOwn(tables()[table], name);
}

export function joined(parts) {
  return parts.join(language().join);
}

/* Texts in the order of the language's letters. */
export function byWords(a, b) {
  return a.localeCompare(b, language().code);
}

/* A day, written out by the Gregorian calendar. Days are whole numbers since 1970-01-01. */
export function dayWords(day) {
  const found = new Date(day * DAY_MS);
  const month = language().months.split(" ")[found.getUTCMonth()];
  return say("date.day", { day: found.getUTCDate(), month, year: found.getUTCFullYear() });
}

let spansYears = false;

/** Tells once for which days the page is: short days have their year where these are of several years. */
export function tellPeriod(first, last) {
  const [from, to] = [first, last].map((day) => new Date(day * DAY_MS).getUTCFullYear());
  spansYears = from !== to;
}

/** The day in short, for places with little room: without its year where the page is of one year. */
export function shortDayWords(day) {
  const found = new Date(day * DAY_MS);
  const month = language().months.split(" ")[found.getUTCMonth()];
  const short = isRightToLeft() ? month : month.slice(0, 3);
  const values = { day: found.getUTCDate(), month: short, year: found.getUTCFullYear() };
  return say(spansYears ? "date.day" : "date.day_of_month", values);
}

/** The day of the month; with its month where that is not the one of the day shown. */
export function dayOfMonth(day, shown) {
  const [found, other] = [day, shown].map((each) => new Date(each * DAY_MS));
  const isSame = found.getUTCMonth() === other.getUTCMonth() && found.getUTCFullYear() === other.getUTCFullYear();
  return isSame ? numeral(found.getUTCDate()) : shortDayWords(day);
}

/* The day with its weekday, and by the solar calendar where the language names its months. */
export function longDayWords(day) {
  const weekday = language().weekdays.split(" ")[new Date(day * DAY_MS).getUTCDay()];
  const words = say("date.with_weekday", { weekday, day: dayWords(day) });
  const solar = solarDay(day);
  if (!language().solar_months || solar === null) {
    return words;
  }
  const month = language().solar_months.split(" ")[solar.month - 1];
  return say("date.both", { day: words, solar: say("date.day", { day: solar.day, month, year: solar.year }) });
}

/* The day in the solar Hijri calendar of Afghanistan, by its cycle of 33 years; null outside the years 1300 to 1460 (1921 to 2082), for which it was
   held against the calendar's own reckoning. */
export function solarDay(day) {
  const LEAP = [1, 5, 9, 13, 17, 22, 26, 30];
  const lengthOf = (year) => (LEAP.includes(year % 33) ? 366 : 365);
  const [first, last] = [1300, 1460];
  let year = 1400;
  let rest = day - 18707; // 1 Hamal 1400 is 21 March 2021
  while (rest < 0 && year > first) {
    year -= 1;
    rest += lengthOf(year);
  }
  while (rest >= lengthOf(year) && year < last) {
    rest -= lengthOf(year);
    year += 1;
  }
  if (rest < 0 || rest >= lengthOf(year)) {
    return null;
  }
  const month = Math.min(rest < 186 ? Math.floor(rest / 31) : 6 + Math.floor((rest - 186) / 30), 11);
  return { year, month: month + 1, day: 1 + rest - (month < 6 ? 31 * month : 186 + 30 * (month - 6)) };
}
