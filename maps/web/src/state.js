/* What is shown: the day, the window of reports, and what follows from them. Days are whole numbers since 1970-01-01 (UTC). */
import { noFilters } from "./finding.js";
import { makeIndex } from "./shown.js";
import { say } from "./words.js";

const DAY_MS = 86400000;

/**
 * @param {string | undefined} iso
 * @returns {any} whole days since 1970-01-01; undefined without a day
 */
export function dayNumber(iso) {
  return iso === undefined ? undefined : Math.round(Date.parse(iso + "T00:00:00Z") / DAY_MS);
}

/** The window in which the page opens: the day shown where days of change are told, else everything so far. */
export function defaultWindow(scene) {
  return scene.story.length > 0 ? "day" : "sofar";
}

/**
 * The state and its listeners: `change` sets members and tells everybody once.
 * @param {import("./types.js").Scene} scene
 * @returns {import("./types.js").State}
 */
export function makeState(scene) {
  const state = /** @type {any} */ ({
    scene,
    index: makeIndex(scene),
    firstDay: dayNumber(scene.firstDay),
    lastDay: dayNumber(scene.lastDay),
    day: dayNumber(scene.opensOn || scene.asOf),
    other: null, // the day to compare with
    window: defaultWindow(scene),
    filters: noFilters(),
    shown: null,
    selected: null,
  });
  /** @type {((state: import("./types.js").State) => void)[]} */
  const listeners = [];
  state.onChange = (listener) => listeners.push(listener);
  state.change = function (members) {
    Object.assign(state, members, { shown: null });
    listeners.forEach((listener) => listener(state));
  };
  return state;
}

/**
 * The row that holds on a day: rows stand in rising order of weight, so the last that fits wins.
 * @param {import("./types.js").Holding[]} rows
 * @param {number} day
 * @returns {import("./types.js").Holding}
 */
export function holding(rows, day) {
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const { fromNumber = -Infinity, toNumber = Infinity } = rows[i];
    if (fromNumber <= day && day < toNumber) {
      return rows[i];
    }
  }
  return { state: "unknown" };
}

/**
 * A row as [side, state] for counting: contested and unknown have no side, besieged counts for its holder.
 * @param {import("./types.js").Holding} row
 * @returns {[side: string | null, state: string]}
 */
export function counted(row) {
  const held = row.side !== undefined && (row.state === "controlled" || row.state === "besieged");
  return held && row.side !== undefined ? [row.side, row.state] : [null, row.state === "controlled" ? "unknown" : row.state];
}

export function sideLabel(scene, side) {
  return scene.sides[side] ? scene.sides[side].label : side;
}

/**
 * Who holds it, in words. Of a side that is gone by that day: who held it last.
 * @param {import("./types.js").Scene} scene
 * @param {import("./types.js").Holding} row
 * @param {number} [day]
 */
export function holdingWords(scene, row, day) {
  const [side, status] = counted(row);
  if (side === null) {
    return scene.states[status];
  }
  const { label, until } = scene.sides[side] || { label: side, until: undefined };
  if (until !== undefined && day !== undefined && day > dayNumber(until)) {
    return say("script.last_held_former", { side: label });
  }
  return status === "besieged" ? say("script.besieged_by", { side: label }) : label;
}
