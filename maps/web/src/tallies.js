/* Counting provinces: both layers on a day, and how many each side has. Nothing here draws. */
import { counted, holding } from "./state.js";

/**
 * Both layers of every province on a day.
 * @param {{ scene: import("./types.js").Scene }} state
 * @param {number} day
 */
export function holdings(state, day) {
  return state.scene.provinces.map((province) => ({
    province,
    assessed: holding(province.assessed, day),
    reported: holding(province.reported, day),
  }));
}

/**
 * Side -> capitals that count for it, and those more that only the reported layer gives it; and those without a holder.
 * @param {{ assessed: import("./types.js").Holding, reported: import("./types.js").Holding }[]} found
 */
export function tally(found) {
  const sides = new Map();
  const open = { contested: 0, unknown: 0 };
  const entry = (side) => sides.get(side) || sides.set(side, { assessed: 0, more: 0 }).get(side);
  for (const { assessed, reported } of found) {
    const [side, status] = counted(assessed);
    const [reportedSide] = counted(reported);
    if (side === null) {
      open[status] += 1;
    } else {
      entry(side).assessed += 1;
    }
    if (reportedSide !== null && reportedSide !== side) {
      entry(reportedSide).more += 1;
    }
  }
  return { sides, open };
}

/* The sides that ever hold a capital, in a fixed order: rows that stay in their place are easier to follow. */
export function holders(scene) {
  const rows = scene.provinces.flatMap((province) => [...province.assessed, ...province.reported]);
  const held = new Set(rows.map((row) => counted(row)[0]));
  return Object.keys(scene.sides).filter((side) => held.has(side));
}
