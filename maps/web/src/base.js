/* The base map and the provinces: neighbours, fills by assessed holder, hatching for what is only reported, capitals. */
import { entryOf } from "./story.js";
import { make, point } from "./core.js";
import { swatch } from "./counts.js";
import { walkProvinces } from "./keys.js";
import { shownNow } from "./shown.js";
import { counted, holding } from "./state.js";
import { say } from "./words.js";

const MOST_OUTLINES = 10; // provinces; more outlines than that are a grid that hides the map, and are drawn thin

function look(scene, side) {
  return scene.sides[side] ? scene.sides[side].look : "other";
}

export function fillClass(scene, row) {
  const [side, status] = counted(row);
  return side === null ? "fill-" + status : "fill-" + look(scene, side);
}

/* The hatch over the fill: what the reported layer says beyond the assessed one. */
export function hatchClass(scene, assessed, reported) {
  const [side, status] = counted(reported);
  const [settledSide, settledStatus] = counted(assessed);
  if (side === settledSide && (side !== null || status === settledStatus)) {
    return "hatch-none";
  }
  return side === null ? "hatch-" + status : "hatch-" + look(scene, side);
}

/* What fills a province and what is hatched over it: the two layers, or twice the one that is chosen. */
export function layersOn(state, province) {
  const of = (basis) => holding(province[basis], state.day);
  const { layer } = state.filters;
  return { assessed: of(layer || "assessed"), reported: of(layer || "reported") };
}

function outline(shape, options) {
  return L.geoJSON(/** @type {any} */ ({ type: "Feature", properties: {}, geometry: shape }), { style: () => options, ...options });
}

function drawNeighbours(map, scene) {
  for (const neighbour of scene.neighbours) {
    const shape = { type: "MultiLineString", coordinates: neighbour.borders };
    outline(shape, { className: "neighbour", interactive: false, pane: "neighbours" }).addTo(map);
  }
}

function setClass(layer, classes) {
  layer.eachLayer((path) => {
    const element = path.getElement();
    if (element) {
      element.setAttribute("class", classes);
    }
  });
}

function drawProvinces(map, scene, onProvince) {
  return scene.provinces.map((province) => {
    const fill = outline(province.outline, { className: "province", pane: "provinces" }).addTo(map);
    fill.eachLayer((path) => /** @type {L.Path} */ (path).getElement()?.setAttribute("data-province", province.iso));
    fill.on("click", (event) => onProvince(province, event.latlng));
    fill.bindTooltip(make("span", null, province.name), { sticky: true, className: "name-tip", direction: "top", offset: [0, -8] });
    return { province, fill, hatch: /** @type {L.GeoJSON | null} */ (null) };
  });
}

/** The capitals' marks, by province; those that changed hands on the day shown are drawn larger. */
function drawCapitals(map, scene) {
  return scene.provinces.map((province) => {
    const style = { radius: 2.6, className: "capital", interactive: false, pane: "capitals" };
    const mark = L.circleMarker(point(province.at), style).addTo(map);
    mark.getElement()?.setAttribute("data-capital", province.iso);
    return { iso: province.iso, mark };
  });
}

/* What an outlined province means, for the legend; null where no report stops at the province. */
export function outlineLegend(scene) {
  const some = scene.spots.some((spot) => spot.precision === "admin1" && spot.province);
  return some ? { mark: swatch("fill-none", "hatch-none has-reports"), words: say("script.only_province") } : null;
}

function makePanes(map) {
  const panes = ["neighbours", "provinces", "hatches", "units", "leaders", "capitals", "circles"];
  panes.forEach((name, index) => {
    map.createPane(name).style.zIndex = 300 + 20 * index;
  });
  map.createPane("sites").style.zIndex = "440";
  map.getPane("capitals").style.zIndex = 445; // a capital with a base beside it is seen in the base's sign
  map.createPane("names").style.zIndex = 590;
  for (const name of ["neighbours", "hatches", "leaders", "capitals", "names"]) {
    map.getPane(name).style.pointerEvents = "none";
  }
}

/** Province -> its change of hands on the day shown. */
function changedToday(state) {
  const entry = state.day === undefined ? undefined : entryOf(state.scene, state.day);
  const hands = (entry ? entry.changes : []).filter((change) => change.iso !== undefined && ["taken", "retaken"].includes(change.kind));
  return new Map(hands.map((change) => [change.iso, change]));
}

export function drawBase(map, state, onProvince) {
  makePanes(map);
  drawNeighbours(map, state.scene);
  const drawn = drawProvinces(map, state.scene, onProvince);
  const capitals = drawCapitals(map, state.scene);

  const whole = state.scene.spots.map((spot) => (spot.precision === "admin1" && spot.province) || null);

  function paint() {
    const named = new Set();
    for (const number of state.day === undefined ? [] : shownNow(state).latest) {
      const spot = state.index.spot[number];
      if (spot >= 0 && whole[spot] !== null) {
        named.add(whole[spot]);
      }
    }
    document.documentElement.dataset.outlines = named.size > MOST_OUTLINES ? "many" : "few";
    const today = changedToday(state);
    capitals.forEach(({ iso, mark }) => mark.setRadius(today.has(iso) ? 5 : 2.6));
    for (const each of drawn) {
      const { province, fill } = each;
      const { assessed, reported } = layersOn(state, province);
      const change = state.filters.layer === "" ? today.get(province.iso) : undefined;
      const deep = change && change.look ? " deep deep-" + change.look + " now-" + change.kind : "";
      setClass(fill, "leaflet-interactive province " + fillClass(state.scene, assessed) + deep);
      if (deep && ![...fill.getLayers()].some((path) => path.getElement() === document.activeElement)) {
        fill.bringToFront();
      }
      const accent = (named.has(province.iso) ? " has-reports" : "") + (assessed.state === "besieged" ? " besieged" : "");
      const over = hatchClass(state.scene, assessed, reported) + accent;
      if (over === "hatch-none") {
        each.hatch?.remove();
      } else {
        each.hatch = each.hatch || outline(province.outline, { className: "hatch", interactive: false, pane: "hatches" }); // few are ever seen
        setClass(each.hatch.addTo(map), "hatch " + over);
      }
    }
  }
  paint();
  state.onChange(paint);
  if (state.day !== undefined) {
    walkProvinces(map, state, drawn, onProvince);
  }
}
