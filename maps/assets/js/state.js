/* What is shown: the day, the window of reports, and what follows from them. Days are whole numbers since 1970-01-01 (UTC). */
(function (page) {
  "use strict";

  const DAY_MS = 86400000;

  page.dayNumber = function (iso) {
    return iso === undefined ? undefined : Math.round(Date.parse(iso + "T00:00:00Z") / DAY_MS);
  };

  /* The state and its listeners: `change` sets members and tells everybody once. */
  page.makeState = function (scene) {
    const state = {
      scene,
      index: page.makeIndex(scene),
      firstDay: page.dayNumber(scene.firstDay),
      lastDay: page.dayNumber(scene.lastDay),
      day: page.dayNumber(scene.asOf),
      other: null, // the day to compare with
      window: "sofar",
      filters: page.noFilters(),
      shown: null,
      selected: null,
    };
    const listeners = [];
    state.onChange = (listener) => listeners.push(listener);
    state.change = function (members) {
      Object.assign(state, members, { shown: null });
      listeners.forEach((listener) => listener(state));
    };
    return state;
  };

  /* The row that holds on a day: rows stand in rising order of weight, so the last that fits wins. */
  page.holding = function (rows, day) {
    for (let i = rows.length - 1; i >= 0; i -= 1) {
      if (rows[i].fromNumber <= day && day < rows[i].toNumber) {
        return rows[i];
      }
    }
    return { state: "unknown" };
  };

  /* A row as [side, state] for counting: contested and unknown have no side, besieged counts for its holder. */
  page.counted = function (row) {
    const held = row.side !== undefined && (row.state === "controlled" || row.state === "besieged");
    return held ? [row.side, row.state] : [null, row.state === "controlled" ? "unknown" : row.state];
  };

  page.sideLabel = function (scene, side) {
    return scene.sides[side] ? scene.sides[side].label : side;
  };

  page.holdingWords = function (scene, row) {
    const [side, status] = page.counted(row);
    if (side === null) {
      return scene.states[status];
    }
    const label = page.sideLabel(scene, side);
    return status === "besieged" ? page.say("script.besieged_by", { side: label }) : label;
  };
})(window.conflictmap);
