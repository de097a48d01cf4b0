/* The key under the map: what changed on the day shown, who holds how many, what is only claimed, what the discs of a feed count. */
import { countName, swatch } from "./counts.js";
import { byId, make } from "./core.js";
import { discLegend } from "./feeds.js";
import { entryOf, hasHolders } from "./story.js";
import { holders, holdings, tally } from "./tallies.js";
import { numeral, say } from "./words.js";

const HANDS = ["taken", "retaken"];
const CHANGED = { taken: "script.fell_today", retaken: "script.retaken_today", unit: "script.units_today" };

function row(mark, words, count) {
  return make("li", null, mark, make("span", null, words), " ", make("span", { class: "number" }, numeral(count)));
}

/** The sides of the day's changes of one kind, with how many; those of units that no rule counts by themselves. */
function changed(entry) {
  const found = new Map();
  for (const { kind, look, iso } of entry ? entry.changes : []) {
    if (HANDS.includes(kind)) {
      const name = (iso === undefined ? "unit" : kind) + " " + look;
      found.set(name, (found.get(name) || 0) + 1);
    }
  }
  return [...found].map(([key, count]) => ({ kind: key.split(" ")[0], look: key.split(" ")[1], count }));
}

/** @param {import("./types.js").State} state */
export function drawKey(state) {
  const { scene } = state;
  const disc = discLegend(scene);
  const discs = disc ? [make("li", null, disc.mark, make("span", null, disc.words))] : [];
  byId("key").hidden = !hasHolders(scene) && !disc;
  if (!hasHolders(scene)) {
    byId("key").replaceChildren(...discs);
    return;
  }
  const draw = () => {
    const { sides, open } = tally(holdings(state, state.day));
    const today = changed(entryOf(scene, state.day)).map(({ kind, look, count }) => row(swatch("deep-" + look), say(CHANGED[kind]), count));
    const held = holders(scene).map((side) => {
      const { assessed = 0 } = sides.get(side) || {};
      return row(swatch("fill-" + scene.sides[side].look), countName(state, side), assessed);
    });
    const more = [...sides.values()].reduce((sum, each) => sum + each.more, 0);
    const [claimant] = [...sides].filter(([, each]) => each.more > 0).map(([side]) => scene.sides[side].look);
    const claimed = more ? [row(swatch("fill-none", "hatch-" + claimant), say("script.claimed_only"), more)] : [];
    const rest = ["contested", "unknown"].filter((state) => open[state] > 0).map((name) => row(swatch("fill-" + name), say("script." + name), open[name]));
    byId("key").replaceChildren(...today, ...held, ...claimed, ...rest, ...discs);
  };
  draw();
  state.onChange(draw);
}
