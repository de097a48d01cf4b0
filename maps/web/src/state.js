/* What is shown: the day, the window of reports, and what follows from them. Days are whole numbers since 1970-01-01 (UTC). */
import { noFilters } from "./finding.js";
import { makeIndex } from "./shown.js";
import { dayWords, say } from "./words.js";

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

/**
 * Since which day nobody is known to hold it for certain: the first day of the stretch that is contested or unknown, or
 * the day on which its last holder ceased to govern. Undefined where it is settled on that day, or where the stretch has no beginning.
 * @param {import("./types.js").Scene} scene
 * @param {import("./types.js").Holding[]} rows
 * @param {number} day
 * @returns {number | undefined}
 */
export function unsettledSince(scene, rows, day) {
  const row = holding(rows, day);
  const [side] = counted(row);
  if (side !== null) {
    const end = dayNumber(scene.sides[side]?.until);
    return end !== undefined && day > end && (row.fromNumber ?? -Infinity) <= end ? end + 1 : undefined;
  }
  const bounds = new Set(rows.flatMap(({ fromNumber = -Infinity, toNumber = Infinity }) => [fromNumber, toNumber]));
  const begins = [...bounds].filter((each) => each <= day).sort((one, other) => other - one);
  const settled = begins.findIndex((each) => counted(holding(rows, each))[0] !== null);
  const first = settled < 0 ? begins.at(-1) : begins[settled - 1];
  return first === undefined || first === -Infinity ? undefined : first;
}

/** "not settled since ..."; nothing where it is settled, or has been open only since the day shown. */
export function unsettledWords(scene, rows, day) {
  const since = unsettledSince(scene, rows, day);
  return since === undefined || since >= day ? "" : say("script.not_settled", { day: dayWords(since) });
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

/** Who holds it on a day, by its rows; where that is open for longer, since when. */
export function standingWords(scene, rows, day) {
  const held = holdingWords(scene, holding(rows, day), day);
  const open = unsettledWords(scene, rows, day);
  return open ? say("script.held_open", { state: held, open }) : held;
}
