/* The units that no rule counts (districts, bases, crossings, towns) on the map and in a list: who holds each on the day shown, and what changed hands
   on it. A district is drawn as its outline where that is installed, else as a circle of its extent with a broken line; anything else as a diamond. */
import { fillClass, hatchClass } from "./base.js";
import { byId, make, makeSvg, point } from "./core.js";
import { swatch } from "./counts.js";
import { ahead, DIRECTIONS } from "./keys.js";
import { counted, holding, holdingWords, sideLabel, standingWords } from "./state.js";
import { entryOf } from "./story.js";
import { dayWords, say } from "./words.js";

const HANDS = ["taken", "retaken"];
const DIAMOND = "M8 1L15 8L8 15L1 8Z";

/** @typedef {import("./types.js").Unit} Unit */

/** The day's change of a unit, if it changed hands on the day shown. */
function changeOf(state, unit) {
  const entry = entryOf(state.scene, state.day);
  return (entry ? entry.changes : []).find((change) => change.id === unit.id && change.unit === unit.unit && HANDS.includes(change.kind));
}

function layersOf(state, unit) {
  const of = (basis) => holding(unit[basis], state.day);
  const { layer } = state.filters;
  return { assessed: of(layer || "assessed"), reported: of(layer || "reported") };
}

/**
 * The units of which something is known on the day shown, with both layers.
 * @param {import("./types.js").State} state
 */
export function unitsNow(state) {
  return state.scene.units.map((unit) => ({ unit, ...layersOf(state, unit) })).filter(({ assessed, reported }) => assessed.state !== "unknown" || reported.state !== "unknown");
}

/** The units that changed hands on the day shown and stand on the map, for their names. */
export function toldUnits(state) {
  return state.scene.units.flatMap((unit) => {
    const change = unit.at ? changeOf(state, unit) : undefined;
    return change ? [{ id: unit.id, name: unit.name, at: unit.at, look: change.look || "other" }] : [];
  });
}

function unitWords(state, unit) {
  const [assessed, reported] = ["assessed", "reported"].map((basis) => holdingWords(state.scene, holding(unit[basis], state.day), state.day));
  return say(reported === assessed ? "script.held" : "script.held_and_reported", { province: unit.title, assessed, reported });
}

function diamond(classes) {
  const mark = makeSvg("path", { d: DIAMOND, class: classes });
  return makeSvg("svg", { class: "unit-sign", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, mark);
}

/** Its layer of the map, not yet on it, and `dress`, which gives it the classes of the day. */
function shapeOf(unit) {
  const options = { className: "unit", pane: "units" };
  if (unit.outline === undefined && unit.radius === undefined) {
    const icon = L.divIcon({ className: "unit-site", html: diamond("unit"), iconSize: [22, 22], iconAnchor: [11, 11] });
    const layer = L.marker(point(unit.at), { icon, keyboard: false, pane: "sites" });
    return { layer, element: () => layer.getElement(), dress: (classes) => layer.getElement()?.querySelector("path")?.setAttribute("class", classes) };
  }
  const shape = unit.outline ? L.geoJSON(/** @type {any} */ ({ type: "Feature", properties: {}, geometry: unit.outline }), { style: () => options, ...options }) : L.circle(point(unit.at), { ...options, radius: unit.radius });
  const element = () => (shape instanceof L.GeoJSON ? /** @type {L.Path} */ (shape.getLayers()[0]).getElement() : shape.getElement());
  return { layer: shape, element, dress: (classes) => element()?.setAttribute("class", "leaflet-interactive " + classes + (unit.outline ? "" : " round")) };
}

/** What the day makes of it: who holds it, hatched what is only reported, dark what changed hands. */
function classesOf(state, unit, { assessed, reported }) {
  const change = state.filters.layer === "" ? changeOf(state, unit) : undefined;
  if (change && change.look) {
    return "unit deep deep-" + change.look + " now-" + change.kind;
  }
  const known = counted(assessed)[0] !== null || assessed.state === "contested";
  return "unit " + (known ? fillClass(state.scene, assessed) : hatchClass(state.scene, assessed, reported));
}

/** What the marks mean, for the legend. */
export function unitLegend(scene) {
  const sign = (shape) => makeSvg("svg", { class: "swatch-sign", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, shape);
  const drawn = scene.units.filter((unit) => unit.at);
  const rows = [
    [drawn.some((unit) => unit.outline), () => sign(makeSvg("path", { d: "M2 3L9 1L15 6L12 14L4 13Z", class: "unit fill-none" })), "script.district_outline"],
    [drawn.some((unit) => unit.radius), () => sign(makeSvg("circle", { cx: 8, cy: 8, r: 6.5, class: "unit round fill-none" })), "script.district_circle"],
    [drawn.some((unit) => !unit.outline && !unit.radius), () => diamond("unit fill-none"), "script.unit_site"],
  ];
  return rows.filter(([some]) => some).map(([, mark, words]) => ({ mark: /** @type {() => SVGElement} */ (mark)(), words: say(/** @type {string} */ (words)) }));
}

/* Who has it by the reports alone: a side by its name, which it may claim after it ceased to govern. */
function claimant(scene, reported, day) {
  return reported.side && reported.state === "controlled" ? sideLabel(scene, reported.side) : holdingWords(scene, reported, day);
}

/* The list beside the map: each unit with its holder opens to its evidence. */
function drawList(state, onUnit) {
  const draw = () => {
    const now = unitsNow(state);
    byId("units").hidden = now.length === 0;
    byId("units-day").textContent = dayWords(state.day);
    byId("units-list").replaceChildren(
      ...now.map(({ unit, assessed, reported }) => {
        const known = counted(assessed)[0] !== null || assessed.state === "contested";
        const button = make("button", { type: "button", class: "linkish" }, unit.title);
        button.addEventListener("click", () => onUnit(unit));
        const words = known ? standingWords(state.scene, unit.assessed, state.day) : say("script.claimed_by", { side: claimant(state.scene, reported, state.day) });
        return make("li", { "data-unit": unit.id }, known ? swatch(fillClass(state.scene, assessed)) : swatch("fill-none", hatchClass(state.scene, assessed, reported)), button, make("span", { class: "when" }, words));
      }),
    );
  };
  draw();
  state.onChange(draw);
}

/** All marks are one stop of the Tab key; the arrows go from one to the next, Enter opens. */
function walkUnits(map, shown, onUnit) {
  const stop = (unit) => shown.forEach((shape, other) => shape.element()?.setAttribute("tabindex", other === unit ? "0" : "-1"));
  const onKey = (event, unit) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onUnit(unit);
    } else if (DIRECTIONS[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      const all = [...shown.keys()];
      const next = all[ahead(all.map((each) => map.latLngToLayerPoint(point(each.at))), all.indexOf(unit), DIRECTIONS[event.key])];
      stop(next);
      shown.get(next).element()?.focus({ preventScroll: true });
    }
  };
  return { stop, onKey };
}

/**
 * @param {L.Map} map
 * @param {import("./types.js").State} state
 * @param {(unit: Unit, at?: L.LatLng) => void} onUnit
 */
export function drawUnits(map, state, onUnit) {
  drawList(state, onUnit);
  /** @type {Map<Unit, ReturnType<typeof shapeOf>>} */
  const shown = new Map();
  const { stop, onKey } = walkUnits(map, shown, onUnit);

  function add(unit) {
    const shape = shapeOf(unit);
    shape.layer.on("click", () => onUnit(unit));
    shape.layer.bindTooltip(make("span", null, unit.title), { sticky: true, className: "name-tip", direction: "top", offset: [0, -8] });
    shape.layer.addTo(map);
    const element = /** @type {HTMLElement} */ (shape.element());
    element.dataset.of = unit.id;
    element.setAttribute("role", "button");
    element.addEventListener("keydown", (event) => onKey(event, unit));
    shown.set(unit, shape);
  }
  function draw() {
    const now = new Map(unitsNow(state).filter(({ unit }) => unit.at).map((each) => [each.unit, each]));
    [...shown].filter(([unit]) => !now.has(unit)).forEach(([unit, shape]) => {
      shape.layer.remove();
      shown.delete(unit);
    });
    for (const [unit, layers] of now) {
      if (!shown.has(unit)) {
        add(unit);
      }
      const shape = /** @type {ReturnType<typeof shapeOf>} */ (shown.get(unit));
      shape.dress(classesOf(state, unit, layers));
      shape.element()?.setAttribute("aria-label", unitWords(state, unit));
    }
    if (![...shown.values()].some((shape) => shape.element()?.getAttribute("tabindex") === "0")) {
      stop([...shown.keys()][0]);
    }
  }
  draw();
  state.onChange(draw);
}
