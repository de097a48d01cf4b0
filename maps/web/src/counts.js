/* The counts panel and the provinces as a table: all from the rows that paint the map. */
import { fillClass, hatchClass } from "./base.js";
import { drawClaims, statedLine } from "./claims.js";
import { byId, make, makeSvg } from "./core.js";
import { counted, dayNumber, sideLabel, standingWords, unsettledWords } from "./state.js";
import { holders, holdings, tally } from "./tallies.js";
import { byWords, dayWords, say } from "./words.js";

const COLUMNS = 17;
const CELL = 18;

export function swatch(fill, hatch) {
  const parts = [makeSvg("rect", { width: 16, height: 16, class: "province " + fill })];
  if (hatch) {
    parts.push(makeSvg("rect", { width: 16, height: 16, class: "hatch " + hatch }));
  }
  return makeSvg("svg", { class: "swatch", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, ...parts);
}
/* One cell a capital, in the order of the sides: the bar reads like the map. */
function waffle(scene, holdings) {
  const rank = (row) => {
    const [side, status] = counted(row);
    const order = Object.keys(scene.sides);
    return side === null ? 100 + (status === "contested" ? 0 : 1) : order.indexOf(side);
  };
  const sorted = holdings.slice().sort((a, b) => rank(a.assessed) - rank(b.assessed) || rank(a.reported) - rank(b.reported));
  const cells = sorted.flatMap(({ assessed, reported }, index) => {
    const place = { x: (index % COLUMNS) * CELL + 1, y: Math.floor(index / COLUMNS) * CELL + 1, width: CELL - 2, height: CELL - 2 };
    return [
      makeSvg("rect", { ...place, class: "province " + fillClass(scene, assessed) }),
      makeSvg("rect", { ...place, class: "hatch " + hatchClass(scene, assessed, reported) }),
    ];
  });
  const size = COLUMNS * CELL + " " + Math.ceil(holdings.length / COLUMNS) * CELL;
  return makeSvg("svg", { class: "waffle", viewBox: "0 0 " + size, "aria-hidden": "true", focusable: "false" }, ...cells);
}

function countRow(mark, name, number, total, more, key, ...lines) {
  const words = say(more ? "script.count_more" : "script.count_of", { n: number, total, more });
  return make("li", { "data-count": key }, mark, make("span", { class: "count-name" }, name), " ", make("span", { class: "count-words" }, words), ...lines);
}

/** A side's name; of a side that is gone by the day shown, that it held them last. */
export function countName(state, side) {
  const { until } = state.scene.sides[side];
  const isGone = until !== undefined && state.day > dayNumber(until);
  return isGone ? say("script.last_held_former", { side: sideLabel(state.scene, side) }) : sideLabel(state.scene, side);
}

/** Since when all that a gone side held last is open, where that is one day. */
function openLine(state, side, now) {
  const its = now.filter(({ assessed }) => counted(assessed)[0] === side);
  const found = new Set(its.map(({ province }) => unsettledWords(state.scene, province.assessed, state.day)));
  const [words] = found;
  return found.size === 1 && words ? make("span", { class: "stated" }, words) : "";
}

function drawCounts(state) {
  const { scene } = state;
  const now = holdings(state, state.day);
  const { sides, open } = tally(now);
  const total = now.length;
  const rows = holders(scene).map((side) => {
    const found = sides.get(side) || { assessed: 0, more: 0 };
    return countRow(swatch("fill-" + scene.sides[side].look), countName(state, side), found.assessed, total, found.more, side, openLine(state, side, now), statedLine(state, side));
  });
  rows.push(countRow(swatch("fill-contested"), say("script.contested"), open.contested, total, 0, "contested"));
  rows.push(countRow(swatch("fill-unknown"), say("script.unknown"), open.unknown, total, 0, "unknown"));
  byId("counts-body").replaceChildren(waffle(scene, now), make("ul", { class: "counts" }, ...rows));
  byId("counts-day").textContent = dayWords(state.day);
}

function drawTable(state, onProvince) {
  const byName = holdings(state, state.day).sort((a, b) => byWords(a.province.name, b.province.name));
  const rows = byName.map(({ province }) => {
    const name = make("button", { type: "button", class: "linkish" }, province.name);
    name.addEventListener("click", () => onProvince(province));
    return make(
      "tr",
      null,
      make("th", { scope: "row" }, name),
      make("td", null, province.capital),
      make("td", null, standingWords(state.scene, province.assessed, state.day)),
      make("td", null, standingWords(state.scene, province.reported, state.day)),
    );
  });
  const head = ["province", "capital", "assessed", "reported"].map((name) => make("th", { scope: "col" }, say("script." + name)));
  byId("provinces-body").replaceChildren(make("table", null, make("thead", null, make("tr", null, ...head)), make("tbody", null, ...rows)));
}

export function drawPanels(state, onProvince) {
  const table = byId("provinces").querySelector("details");
  const draw = () => {
    drawCounts(state);
    drawClaims(state);
    if (table.open) {
      drawTable(state, onProvince);
    }
  };
  table.addEventListener("toggle", () => table.open && drawTable(state, onProvince));
  draw();
  state.onChange(draw);
}
