/* The course of a feed: how many rows it has and how many dead they tell of, by day, month or year, as two small charts over one axis and as a table. */
import { stretchesOf } from "./calendar.js";
import { make, makeSvg } from "./core.js";
import { dayWords, isRightToLeft, language, numeral, say } from "./words.js";

const MOST_DAYS = 45; // a longer span goes by months
const [WIDTH, ROWS, DEAD, GAP] = [320, 40, 48, 6];
const STRETCHES = { day: "script.by_day", month: "script.by_month", year: "script.by_year" };

/** @typedef {{ low: number, best: number, high: number, known: boolean }} Dead sums; `known` where any row has a figure */

/** @returns {Dead} */
function none() {
  return { low: 0, best: 0, high: 0, known: false };
}

/* The best figure stands for an end that a row does not give. */
function add(dead, columns, row) {
  const best = columns.best.get(row);
  const [low = best || 0, high = best || 0] = [columns.low.get(row), columns.high.get(row)];
  dead.low += low;
  dead.best += best === undefined ? low : best;
  dead.high += high;
  dead.known = true;
}

/** The dead of all rows of all feeds. */
export function deadOf(scene) {
  const { columns, size } = scene.tables.feedDeaths;
  const found = none();
  for (let row = 0; row < size; row += 1) {
    add(found, columns, row);
  }
  return found;
}

/**
 * "12 dead (8 to 20)"; empty without any figure.
 * @param {Dead} dead
 */
export function deadWords(dead) {
  if (!dead.known) {
    return "";
  }
  return say(dead.low === dead.high ? "script.feed_dead" : "script.feed_dead_range", dead);
}

/** Rows and dead of a feed in each stretch of the period. */
export function courseOf(scene, feed, first, last) {
  const { unit, found } = stretchesOf(first, last, MOST_DAYS);
  const parts = found.map(({ from, to }) => ({ from, to, rows: 0, dead: none() }));
  const at = (day) => parts.find(({ from, to }) => from <= day && day < to);
  const { feedDays, feedDeaths } = scene.tables;
  for (let row = 0; row < feedDays.size; row += 1) {
    const part = feedDays.columns.feed.get(row) === feed && at(feedDays.columns.day.get(row));
    if (part) {
      part.rows += feedDays.columns.rows.get(row);
    }
  }
  for (let row = 0; row < feedDeaths.size; row += 1) {
    const part = feedDeaths.columns.feed.get(row) === feed && at(feedDeaths.columns.day.get(row));
    if (part) {
      add(part.dead, feedDeaths.columns, row);
    }
  }
  return { unit, parts };
}

function name(unit, day) {
  const found = new Date(day * 86400000);
  if (unit === "day") {
    return dayWords(day);
  }
  const year = numeral(found.getUTCFullYear());
  return unit === "year" ? year : say("date.month", { month: language().months.split(" ")[found.getUTCMonth()], year });
}

/* Bars of rows, and under them the band of the dead with its line; the highest of each stands at its top. */
function chart({ parts }) {
  const known = parts.some(({ dead }) => dead.known);
  const width = WIDTH / parts.length;
  const across = (place) => (isRightToLeft() ? parts.length - 1 - place : place) * width;
  const most = Math.max(1, ...parts.map(({ rows }) => rows));
  const bars = parts.map(({ rows }, place) => makeSvg("rect", { x: across(place) + width * 0.1, y: ROWS - (ROWS - 10) * (rows / most), width: width * 0.8, height: (ROWS - 10) * (rows / most), class: "rows-bar" }));
  const label = (words, y) => {
    const text = makeSvg("text", { x: isRightToLeft() ? WIDTH - 1 : 1, y, class: "axis" });
    text.textContent = words;
    return text;
  };
  const all = [...bars, label(say("amount.rows", { n: most }), 8)];
  if (known) {
    const peak = Math.max(1, ...parts.map(({ dead }) => dead.high));
    const y = (figure) => ROWS + GAP + DEAD - (DEAD - 10) * (figure / peak);
    const points = (member) => parts.map(({ dead }, place) => (across(place) + width / 2).toFixed(1) + " " + y(dead[member]).toFixed(1));
    all.push(
      makeSvg("path", { d: "M" + [...points("low"), ...points("high").reverse()].join("L") + "Z", class: "dead-band" }),
      makeSvg("path", { d: "M" + points("best").join("L"), class: "dead-line" }),
      label(say("script.feed_dead", { best: peak }), ROWS + GAP + 8),
    );
  }
  const height = known ? ROWS + GAP + DEAD + 1 : ROWS;
  return makeSvg("svg", { class: "course", viewBox: "0 0 " + WIDTH + " " + height, "aria-hidden": "true", focusable: "false" }, ...all);
}

/** The charts of a feed with their table; nothing where the period is a single day. */
export function course(scene, feed, first, last) {
  if (first === last) {
    return "";
  }
  const found = courseOf(scene, feed, first, last);
  const { unit, parts } = found;
  const caption = parts.some(({ dead }) => dead.known) ? "script.feed_course" : "script.feed_course_rows";
  const band = parts.some(({ dead }) => dead.low !== dead.high) ? make("p", { class: "when" }, say("script.feed_band")) : "";
  const rows = parts
    .filter((part) => part.rows > 0 || part.dead.known)
    .map((part) => make("tr", null, make("th", { scope: "row" }, name(unit, part.from)), make("td", null, numeral(part.rows)), make("td", null, deadWords(part.dead))));
  return make(
    "figure",
    { class: "feed-course" },
    make("figcaption", null, say(caption, { stretch: say(STRETCHES[unit]) })),
    chart(found),
    band,
    make("details", null, make("summary", null, say("script.feed_by")), make("table", null, make("tbody", null, ...rows))),
  );
}
