/* The time control: a slider under a chart of the reports and of the capitals held, buttons, and play. */
import { daysOfChange, entryOf, hasHolders } from "./story.js";
import { axisMarks, stepFrom, stepOfSpan, stretchesOf } from "./calendar.js";
import { byId, make, makeSvg } from "./core.js";
import { dayNumber } from "./state.js";
import { holdings, tally } from "./tallies.js";
import { dayWords, isRightToLeft, longDayWords, numeral, say, shortDayWords } from "./words.js";

const HEIGHT = 62; // what the style sheet gives the chart
const NAMED_GAP = 8; // pixels between the names of two days
const TEMPO = 14; // height of the bars of reports
const EDGE = 9;
const MARK_WIDTH = 110; // pixels that a mark of the axis needs
const MARK_ROOM = 150; // pixels from each end, where the first and the last day stand
const STEPS = {
  day: ["script.back_day", "script.on_day"],
  week: ["script.back_week", "script.on_week"],
  month: ["script.back_month", "script.on_month"],
  year: ["script.back_year", "script.on_year"],
};
const STRETCHES = { day: "script.by_day", month: "script.by_month", year: "script.by_year" };
const SPEEDS = { slow: 1800, normal: 900, fast: 300 };

/* Days to pixels and back. Time runs as the language is read; a span of one day is as wide as any. */
function scale(state) {
  const width = byId("chart").clientWidth || 600;
  const days = state.lastDay - state.firstDay;
  const inner = width - 2 * EDGE;
  const across = (offset) => (isRightToLeft() ? width - offset : offset);
  const offset = (day) => (days === 0 ? width / 2 : EDGE + (inner * (day - state.firstDay)) / days);
  const edge = (day) => across(Math.min(width, Math.max(0, days === 0 ? (day > state.firstDay ? width : 0) : offset(day - 0.5))));
  return {
    width,
    x: (day) => across(offset(day)),
    /* A stretch `[from, to)` as a bar; a day's bar stands around the day, as the slider's handle does. */
    bar(from, to) {
      const [left, right] = [edge(from), edge(to)].sort((a, b) => a - b);
      return { x: left, width: Math.max(1, right - left) };
    },
    dayAt: (pixel) => Math.round(state.firstDay + (days * (across(pixel) - EDGE)) / inner),
  };
}

/** The axis at the side: none, half, all. */
function axisLines(state, axis) {
  const total = state.scene.provinces.length;
  return [0, total / 2, total].flatMap((count) => {
    const y = HEIGHT - (HEIGHT - 2) * (count / total);
    const words = makeSvg("text", { x: isRightToLeft() ? axis.width + 5 : -5, y: y + 3.5, class: "axis" });
    words.textContent = numeral(Math.round(count));
    return [makeSvg("path", { d: "M0 " + y + "H" + axis.width, class: "axis-line" }), words];
  });
}

/* The days with a name stand over the chart, the most telling first; each centred on its day, else beginning or ending there, else not at all. */
function drawNamed(state, axis) {
  const box = byId("named");
  const used = [{ from: -Infinity, to: -NAMED_GAP }, { from: axis.width + NAMED_GAP, to: Infinity }];
  box.replaceChildren();
  for (const { day, name } of state.scene.namedDays) {
    const span = make("span", null, say("script.named_day", { day: shortDayWords(dayNumber(day)), name }));
    box.append(span);
    const x = axis.x(dayNumber(day));
    const starts = [x - span.offsetWidth / 2, x - 4, x + 4 - span.offsetWidth];
    const from = starts.find((start) => used.every((other) => start >= other.to + NAMED_GAP || start + span.offsetWidth <= other.from - NAMED_GAP));
    if (from === undefined) {
      span.remove();
    } else {
      used.push({ from, to: from + span.offsetWidth });
      span.style.left = from.toFixed(1) + "px";
    }
  }
}

/* Capitals held at the end of each stretch of time; stretches that are alike stand as one bar. */
function holdingBars(state, axis, stretches) {
  const total = state.scene.provinces.length;
  const y = (count) => HEIGHT - (HEIGHT - 2) * (count / total);
  const changes = new Set();
  for (const province of state.scene.provinces) {
    for (const row of [...province.assessed, ...province.reported]) {
      changes.add(row.fromNumber).add(row.toNumber);
    }
  }
  const days = Int32Array.from([...changes].filter((day) => day !== Infinity)).sort();
  const runs = [];
  let next = 0;
  for (const { from, to } of stretches) {
    let changed = runs.length === 0;
    for (; next < days.length && days[next] < to; next += 1) {
      changed = true;
    }
    if (changed) {
      runs.push({ from, to, ...tally(holdings(state, to - 1)) });
    } else {
      runs[runs.length - 1].to = to;
    }
  }
  const bars = [];
  for (const run of runs) {
    const across = axis.bar(run.from, run.to);
    const bar = (from, count, classes) => count && bars.push(makeSvg("rect", { ...across, y: y(from + count), height: y(from) - y(from + count), class: classes }));
    let from = 0;
    const sides = Object.keys(state.scene.sides).filter((side) => run.sides.has(side));
    for (const side of sides) {
      const { assessed } = run.sides.get(side);
      bar(from, assessed, "fill-" + state.scene.sides[side].look);
      from += assessed;
    }
    bar(from, run.open.contested, "fill-contested");
    const first = sides.length ? run.sides.get(sides[0]) : { more: 0 };
    if (first.more) {
      bar(first.assessed, first.more, "hatch-" + state.scene.sides[sides[0]].look);
    }
  }
  return bars;
}

/** Without anybody who holds anything the chart is that of the reports, as high as it is. */
function eventBars(state, axis, stretches) {
  const bars = tempoBars(state, axis, stretches);
  return bars.map((bar) => {
    const [y, height] = ["y", "height"].map((name) => (Number(bar.getAttribute(name)) * HEIGHT) / TEMPO);
    bar.setAttribute("y", String(y));
    bar.setAttribute("height", String(height));
    bar.setAttribute("class", "event-bar");
    return bar;
  });
}

/* How many incidents begin in each stretch of time, over the whole material; where rows of feeds are but counted, how many of those. */
function tempoBars(state, axis, stretches) {
  const numbers = new Uint32Array(stretches.length);
  const place = new Uint32Array(state.lastDay - state.firstDay + 1);
  stretches.forEach(({ from, to }, number) => place.fill(number, from - state.firstDay, to - state.firstDay));
  const add = (day, number) => {
    if (day >= state.firstDay && day <= state.lastDay) {
      numbers[place[day - state.firstDay]] += number;
    }
  };
  if (state.index.size > 0) {
    state.index.first.forEach((day) => add(day, 1));
  } else {
    const { day, rows } = state.scene.tables.feedDays.columns;
    day.codes.forEach((_, row) => add(day.get(row), rows.get(row)));
  }
  const most = numbers.reduce((best, number) => Math.max(best, number), 1);
  return stretches.flatMap(({ from, to }, number) => {
    const height = numbers[number] ? Math.max(1.5, (TEMPO * numbers[number]) / most) : 0;
    return height ? [makeSvg("rect", { ...axis.bar(from, to), y: TEMPO - height, height })] : [];
  });
}

function drawMarks(state, axis) {
  const most = Math.max(2, Math.floor(axis.width / MARK_WIDTH));
  const marks = state.lastDay > state.firstDay ? axisMarks(state.firstDay, state.lastDay, most) : [];
  const inside = marks.filter(({ day }) => axis.x(day) > MARK_ROOM && axis.x(day) < axis.width - MARK_ROOM);
  byId("marks").replaceChildren(...inside.map(({ day, words }) => make("span", { style: "left:" + axis.x(day).toFixed(1) + "px" }, words)));
  byId("marks").hidden = inside.length === 0;
}

function drawChart(state) {
  const chart = byId("chart");
  const tempo = byId("tempo");
  const axis = scale(state);
  const { unit, found } = stretchesOf(state.firstDay, state.lastDay);
  chart.setAttribute("viewBox", "0 0 " + axis.width + " " + HEIGHT);
  const bars = hasHolders(state.scene) ? [...holdingBars(state, axis, found), ...axisLines(state, axis)] : eventBars(state, axis, found);
  chart.replaceChildren(...bars, makeSvg("rect", { id: "fell", class: "fell-bar" }), makeSvg("path", { id: "now", class: "now" }));
  byId("tempo").toggleAttribute("hidden", !hasHolders(state.scene));
  drawNamed(state, axis);
  tempo.setAttribute("viewBox", "0 0 " + axis.width + " " + TEMPO);
  tempo.replaceChildren(...tempoBars(state, axis, found));
  byId("chart-unit").textContent = say(STRETCHES[unit]);
  drawMarks(state, axis);
  chart.axis = axis;
}

function moveMark(state) {
  const { axis } = byId("chart");
  byId("now").setAttribute("d", "M" + axis.x(state.day) + " 0V" + HEIGHT);
  const entry = entryOf(state.scene, state.day);
  const gained = new Map();
  for (const { kind, side, iso } of entry ? entry.changes : []) {
    if (side !== undefined && iso !== undefined && (kind === "taken" || kind === "retaken")) {
      gained.set(side, (gained.get(side) || 0) + 1);
    }
  }
  /* The part of the day's bar that was gained on it, for the side at the foot of the chart. */
  const [foot] = Object.keys(state.scene.sides);
  const count = gained.get(foot) || 0;
  const { sides } = tally(holdings(state, state.day));
  const held = (sides.get(foot) || { assessed: 0 }).assessed;
  const unit = (HEIGHT - 2) / state.scene.provinces.length;
  const attributes = { ...axis.bar(state.day, state.day + 1), y: HEIGHT - unit * held, height: unit * count, class: "fell-bar " + (count ? "deep-" + state.scene.sides[foot].look : "") };
  Object.entries(attributes).forEach(([name, value]) => byId("fell").setAttribute(name, String(value)));
}

/* Play goes on by the chosen step at the chosen speed until the last day; a frame that takes long holds it up and is not piled upon. */
function player(state, onward) {
  const button = byId("day-play");
  const changes = daysOfChange(state.scene);
  const end = () => (changes.length > 1 ? changes[changes.length - 1] : state.lastDay);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  function show(playing) {
    button.setAttribute("aria-pressed", String(playing));
    button.setAttribute("aria-label", say(playing ? "script.pause" : "script.play"));
  }
  function stop() {
    clearTimeout(timer);
    timer = undefined;
    show(false);
  }
  function wait() {
    timer = setTimeout(() => {
      onward();
      if (state.day >= end()) {
        stop();
      } else {
        wait();
      }
    }, SPEEDS[byId("speed").value]);
  }
  button.addEventListener("click", () => {
    if (timer !== undefined) {
      stop();
      return;
    }
    if (state.day >= end()) {
      state.change({ day: state.firstDay });
    }
    show(true);
    wait();
  });
  return stop;
}

/* A press on the chart goes to that day, and dragging on goes along. */
function listenToChart(go, stop) {
  const chart = byId("chart");
  const follow = (event) => go(chart.axis.dayAt(event.clientX - chart.getBoundingClientRect().left));
  chart.addEventListener("pointerdown", (event) => {
    stop();
    chart.setPointerCapture(event.pointerId);
    follow(event);
  });
  chart.addEventListener("pointermove", (event) => chart.hasPointerCapture(event.pointerId) && follow(event));
}

function nameSteps() {
  const [back, on] = STEPS[byId("step").value];
  byId("day-back").setAttribute("aria-label", say(back));
  byId("day-on").setAttribute("aria-label", say(on));
}

export function drawTime(state) {
  const slider = byId("day");
  const go = (day) => {
    const wanted = Math.min(state.lastDay, Math.max(state.firstDay, day));
    if (wanted !== state.day) {
      state.change({ day: wanted });
    }
  };
  const step = (number) => go(stepFrom(state.day, byId("step").value, number));
  /* Play goes through the days of change; where there are none, on by the step. */
  const onward = () => {
    const days = daysOfChange(state.scene);
    const next = days.find((day) => day > state.day);
    if (days.length > 1) {
      go(next === undefined ? state.lastDay : next);
    } else {
      step(1);
    }
  };
  const stop = player(state, onward);
  byId("step").value = stepOfSpan(state.lastDay - state.firstDay + 1);
  byId("step").addEventListener("change", nameSteps);
  slider.max = String(state.lastDay - state.firstDay);
  slider.disabled = state.lastDay === state.firstDay;
  slider.addEventListener("input", () => {
    stop();
    go(state.firstDay + Number(slider.value));
  });
  slider.addEventListener("keydown", (event) => {
    if (event.key === "PageUp" || event.key === "PageDown") {
      event.preventDefault();
      stop();
      go(stepFrom(state.day, "month", event.key === "PageUp" ? 1 : -1));
    }
  });
  byId("day-back").addEventListener("click", () => (stop(), step(-1)));
  byId("day-on").addEventListener("click", () => (stop(), step(1)));
  listenToChart(go, stop);
  byId("window").addEventListener("change", () => state.change({ window: byId("window").value }));
  byId("first-day").textContent = dayWords(state.firstDay);
  byId("last-day").textContent = dayWords(state.lastDay);
  nameSteps();

  function show() {
    slider.value = String(state.day - state.firstDay);
    slider.setAttribute("aria-valuetext", longDayWords(state.day));
    byId("window").value = state.window;
    byId("day-words").textContent = longDayWords(state.day);
    byId("day-back").disabled = state.day <= state.firstDay;
    byId("day-on").disabled = state.day >= state.lastDay;
    moveMark(state);
  }
  const redraw = () => {
    drawChart(state);
    show();
  };
  redraw();
  window.addEventListener("resize", redraw);
  state.onChange(show);
  return (/** @type {number} */ day) => (stop(), go(day));
}
