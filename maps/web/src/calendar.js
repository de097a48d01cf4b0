/* Days on the calendar: steps, marks and stretches of a span, from one day to many years. Days are whole numbers since 1970-01-01, never texts and never seconds, so no date is ever sorted as a word. */
import { language, numeral, say } from "./words.js";

const DAY_MS = 86400000;
/* Marks of the axis: so many of a unit from one to the next, and the days that this takes. */
/** @type {[count: number, unit: string, days: number][]} */
const MARKS = [
  [1, "day", 1],
  [2, "day", 2],
  [7, "day", 7],
  [14, "day", 14],
  [1, "month", 30],
  [3, "month", 91],
  [6, "month", 182],
  [1, "year", 365],
  [2, "year", 730],
  [5, "year", 1826],
  [10, "year", 3652],
  [25, "year", 9131],
];

function parts(day) {
  const found = new Date(day * DAY_MS);
  return { year: found.getUTCFullYear(), month: found.getUTCMonth(), date: found.getUTCDate() };
}

/* The first day of a month; months outside 0 to 11 lie in other years. */
function monthStart(year, month) {
  const found = new Date(0);
  found.setUTCFullYear(year, month, 1);
  return Math.round(found.getTime() / DAY_MS);
}

/* The day so many units on. A month on from the 31st is the last day of a shorter month. */
export function stepFrom(day, unit, number) {
  if (unit === "day" || unit === "week") {
    return day + number * (unit === "week" ? 7 : 1);
  }
  const { year, month, date } = parts(day);
  const there = month + number * (unit === "year" ? 12 : 1);
  const length = monthStart(year, there + 1) - monthStart(year, there);
  return monthStart(year, there) + Math.min(date, length) - 1;
}

/* The step that goes through a span in a minute or two. */
export function stepOfSpan(days) {
  return days <= 92 ? "day" : days <= 1100 ? "week" : "month";
}

/* The stretches of a span, `[from, to)`: days where there are few, else whole months or years, the first and the last cut to the span. */
export function stretchesOf(first, last, mostDays = 370) {
  const days = last - first + 1;
  const unit = days <= mostDays ? "day" : days <= 9200 ? "month" : "year";
  const found = [];
  for (let from = first; from <= last; ) {
    const { year, month } = parts(from);
    const to = unit === "day" ? from + 1 : unit === "month" ? monthStart(year, month + 1) : monthStart(year + 1, 0);
    found.push({ from, to: Math.min(to, last + 1) });
    from = to;
  }
  return { unit, found };
}

function monthName(month) {
  return language().months.split(" ")[month];
}

function markWords(day, unit) {
  const { year, month, date } = parts(day);
  if (unit === "day") {
    return say("date.day_of_month", { day: date, month: monthName(month) });
  }
  return unit === "month" ? say("date.month", { month: monthName(month), year: numeral(year) }) : numeral(year);
}

/* The marks of a span, at most so many, on whole days, months or years: `day` and `words` of each. */
export function axisMarks(first, last, most) {
  const [count, unit] = MARKS.find(([, , days]) => (last - first) / days <= most) || MARKS[MARKS.length - 1];
  const found = [];
  const { year, month } = parts(first);
  let day = unit === "day" ? first : unit === "month" ? monthStart(year, month - (month % count)) : monthStart(year - (year % count), 0);
  for (; day <= last; day = stepFrom(day, unit, count)) {
    if (day >= first) {
      found.push({ day, words: markWords(day, unit) });
    }
  }
  return found;
}
