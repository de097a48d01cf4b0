/* The time control: a slider over a chart of the capitals held, buttons, and play. */
(function (page) {
  "use strict";

  const { makeSvg, byId } = page;
  const HEIGHT = 46;
  const EDGE = 9;
  const STEP_MS = 900;

  /* The days on which anything may change, and their tallies: a span of twenty years has few of them. */
  function changes(state) {
    const days = new Set([state.firstDay]);
    for (const province of state.scene.provinces) {
      for (const row of [...province.assessed, ...province.reported]) {
        [row.fromNumber, row.toNumber].forEach((day) => {
          if (day > state.firstDay && day <= state.lastDay) {
            days.add(day);
          }
        });
      }
    }
    return [...days].sort((a, b) => a - b).map((day) => ({ day, ...page.tally(page.holdings(state, day)) }));
  }

  function drawChart(state) {
    const chart = byId("chart");
    const width = chart.clientWidth || 600;
    const total = state.scene.provinces.length;
    const span = Math.max(1, state.lastDay - state.firstDay);
    const across = (offset) => (page.isRightToLeft() ? width - offset : offset); // time runs as the language is read
    const x = (day) => across(EDGE + ((width - 2 * EDGE) * (day - state.firstDay)) / span);
    const y = (count) => HEIGHT - (HEIGHT - 2) * (count / total);
    const steps = changes(state);
    const ends = steps.map((step, index) => (index + 1 < steps.length ? steps[index + 1].day : state.lastDay));
    const bars = [];
    const bar = (step, index, from, count, classes) => {
      const [left, right] = [x(step.day), x(index + 1 < steps.length ? ends[index] : state.firstDay + span)].sort((a, b) => a - b);
      const attributes = { x: left, width: Math.max(1, right - left), y: y(from + count), height: y(from) - y(from + count), class: classes };
      bars.push(makeSvg("rect", attributes));
    };
    steps.forEach((step, index) => {
      let from = 0;
      const sides = Object.keys(state.scene.sides).filter((side) => step.sides.has(side));
      for (const side of sides) {
        const { assessed } = step.sides.get(side);
        bar(step, index, from, assessed, "fill-" + state.scene.sides[side].look);
        from += assessed;
      }
      bar(step, index, from, step.open.contested, "fill-contested");
      const first = sides.length ? step.sides.get(sides[0]) : { more: 0 };
      if (first.more) {
        bar(step, index, first.assessed, first.more, "hatch-" + state.scene.sides[sides[0]].look);
      }
    });
    chart.setAttribute("viewBox", "0 0 " + width + " " + HEIGHT);
    chart.replaceChildren(...bars, makeSvg("path", { id: "now", class: "now" }));
    chart.dayAt = (pixel) => Math.round(state.firstDay + (span * (across(pixel) - EDGE)) / (width - 2 * EDGE));
    chart.placeOf = x;
  }

  function moveMark(state) {
    const chart = byId("chart");
    const mark = byId("now");
    if (mark && chart.placeOf) {
      mark.setAttribute("d", "M" + chart.placeOf(state.day) + " 0V" + HEIGHT);
    }
  }

  function player(state, go) {
    const button = byId("day-play");
    let timer = null;
    function stop() {
      clearInterval(timer);
      timer = null;
      button.setAttribute("aria-pressed", "false");
      button.setAttribute("aria-label", page.say("script.play"));
    }
    function step() {
      if (state.day >= state.lastDay) {
        stop();
      } else {
        go(state.day + 1);
      }
    }
    button.addEventListener("click", () => {
      if (timer !== null) {
        stop();
        return;
      }
      if (state.day >= state.lastDay) {
        go(state.firstDay);
      }
      timer = setInterval(step, STEP_MS);
      button.setAttribute("aria-pressed", "true");
      button.setAttribute("aria-label", page.say("script.pause"));
    });
    return stop;
  }

  page.drawTime = function (state) {
    const slider = byId("day");
    const go = (day) => state.change({ day: Math.min(state.lastDay, Math.max(state.firstDay, day)) });
    const stop = player(state, go);
    slider.max = String(state.lastDay - state.firstDay);
    slider.disabled = state.lastDay === state.firstDay;
    slider.addEventListener("input", () => {
      stop();
      go(state.firstDay + Number(slider.value));
    });
    const onClick = (id, action) => byId(id).addEventListener("click", action);
    onClick("day-back", () => (stop(), go(state.day - 1)));
    onClick("day-on", () => (stop(), go(state.day + 1)));
    byId("chart").addEventListener("pointerdown", (event) => {
      stop();
      go(byId("chart").dayAt(event.offsetX));
    });
    byId("window").addEventListener("change", (event) => state.change({ window: event.target.value }));
    byId("first-day").textContent = page.dayWords(state.firstDay);
    byId("last-day").textContent = page.dayWords(state.lastDay);

    function show() {
      slider.value = String(state.day - state.firstDay);
      slider.setAttribute("aria-valuetext", page.longDayWords(state.day));
      byId("window").value = state.window;
      byId("day-words").textContent = page.longDayWords(state.day);
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
  };
})(window.conflictmap);
