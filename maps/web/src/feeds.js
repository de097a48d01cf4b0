/* Event feeds: whose they are, what became of their rows, and how many rows the days shown have in each province. What is counted and not shown as reports stands on the map as a disc in each province: a count, never a pin; its number stands in the panel. */
import { course } from "./course.js";
import { byId, make, makeSvg, point } from "./core.js";
import { REACHES } from "./shown.js";
import { numeral, say } from "./words.js";

const SMALLEST = 1.5; // pixels, so that one row among thousands is still seen
const LARGEST = 22;

/* Rows of each feed by province in the days shown; the place behind the last province counts those without one. */
function sums(state) {
  const { feed, day, unit, rows } = state.scene.tables.feedDays.columns;
  const reach = REACHES[state.window];
  const provinces = state.scene.provinces.length;
  const found = state.scene.feeds.map(() => new Float64Array(provinces + 1));
  for (let i = 0; i < feed.codes.length; i += 1) {
    const at = day.get(i);
    if (at <= state.day && at >= state.day - reach) {
      const province = unit.get(i);
      found[feed.get(i)][province === undefined ? provinces : province] += rows.get(i);
    }
  }
  return found;
}

function provinceName(scene, number) {
  return number < scene.provinces.length ? scene.provinces[number].name : say("script.feed_nowhere");
}

function table(scene, counts) {
  const order = [...counts.keys()].filter((number) => counts[number] > 0).sort((a, b) => counts[b] - counts[a] || a - b);
  const rows = order.map((number) => make("tr", null, make("th", { scope: "row" }, provinceName(scene, number)), make("td", null, numeral(counts[number]))));
  const all = say("amount.rows", { n: counts.reduce((sum, each) => sum + each, 0) });
  const words = say("script.feed_days", { rows: all });
  return rows.length ? make("details", null, make("summary", null, words), make("table", null, make("tbody", null, ...rows))) : make("p", null, words);
}

function one(scene, feed, counts, whole) {
  return make(
    "div",
    { class: "feeds-one" },
    make("h3", null, make("bdi", null, feed.label)),
    make("p", null, feed.words),
    table(scene, counts),
    whole,
    make("p", { class: "attribution", lang: "en", dir: "auto" }, feed.attribution + (feed.citation ? " " + feed.citation : "")),
  );
}

function discs(layer, scene, counts) {
  const most = Math.max(1, ...counts.subarray(0, scene.provinces.length));
  scene.provinces.forEach((province, number) => {
    if (counts[number] > 0) {
      const radius = Math.max(SMALLEST, LARGEST * Math.sqrt(counts[number] / most)); // the area is the number;
      L.circleMarker(point(province.label), { radius, className: "feed-count", interactive: false }).addTo(layer);
    }
  });
}

/* The words of the discs, for the legend; null where everything that is kept stands among the reports. */
export function discLegend(scene) {
  const mark = makeSvg("circle", { cx: 8, cy: 8, r: 7, class: "feed-count" });
  const symbol = makeSvg("svg", { class: "symbol", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, mark);
  return scene.feeds.some((feed) => feed.counted) ? { mark: symbol, words: say("script.feed_disc") } : null;
}

export function drawFeeds(map, state) {
  const { scene } = state;
  byId("feeds").hidden = scene.feeds.length === 0;
  if (scene.feeds.length === 0) {
    return;
  }
  const layer = L.layerGroup().addTo(map);
  const courses = scene.feeds.map((_, number) => course(scene, number, state.firstDay, state.lastDay));
  function draw() {
    const found = sums(state);
    const open = [...byId("feeds-body").querySelectorAll("details")].map((each) => each.open);
    layer.clearLayers();
    scene.feeds.forEach((feed, number) => feed.counted && discs(layer, scene, found[number]));
    byId("feeds-body").replaceChildren(...scene.feeds.map((feed, number) => one(scene, feed, found[number], courses[number])));
    [...byId("feeds-body").querySelectorAll("details")].forEach((each, number) => {
      each.open = Boolean(open[number]);
    });
  }
  state.onChange(draw);
  draw();
}
