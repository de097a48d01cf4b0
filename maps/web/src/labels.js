/* Names on the map and the numbers of the days on which provinces changed hands. Room is kept for the pins of all days, so that names do not jump
   while the days go by; a capital that changed hands on the day shown is named before all others, in bold. */
import { make, point } from "./core.js";
import { pinBoxes } from "./pins.js";
import { placeNames } from "./placing.js";
import { lastChanges } from "./story.js";
import { toldUnits } from "./units.js";
import { dayOfMonth, isRightToLeft } from "./words.js";

const PROVINCES_FROM_ZOOM = 7.5;
const HEIGHT = 14;
const SPOTS = [16, 28, 42].flatMap((reach) => Array.from({ length: 12 }, (_, number) => [reach * Math.cos((number * Math.PI) / 6), reach * Math.sin((number * Math.PI) / 6)])); // pixels from the middle of a province

function measurer() {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  const family = getComputedStyle(document.body).fontFamily;
  return (/** @type {string} */ text, /** @type {number} */ weight, /** @type {number} */ size) => {
    context.font = weight + " " + size + "px " + family;
    return context.measureText(text).width;
  };
}

/** All names in the order in which they may claim their space. */
function wanted(scene, zoom, today, numbers, units) {
  const order = (province) => {
    const place = scene.majorCapitals.indexOf(province.iso);
    return (today.has(province.iso) ? -100 : 0) + (place < 0 ? scene.majorCapitals.length : place);
  };
  const capitals = scene.provinces
    .slice()
    .sort((a, b) => order(a) - order(b) || a.iso.localeCompare(b.iso))
    .map((province) => ({ text: province.capital, at: province.at, kind: "capital-name" + (today.has(province.iso) ? " fell deep-" + today.get(province.iso) : ""), isMark: true, isTold: today.has(province.iso), iso: province.iso }));
  const [fallen, others] = [capitals.filter((each) => today.has(each.iso)), capitals.filter((each) => !today.has(each.iso))];
  const [major, rest] = [others.filter((each) => scene.majorCapitals.includes(each.iso)), others.filter((each) => !scene.majorCapitals.includes(each.iso))];
  const days = scene.provinces.filter((each) => numbers.has(each.iso)).map((each) => ({ text: numbers.get(each.iso), at: each.label, kind: "day-number", isMark: false, within: each.outline }));
  const neighbours = scene.neighbours.map((each) => ({ text: each.name, at: each.label, kind: "neighbour-name", isMark: false }));
  const provinces = scene.provinces.map((each) => ({ text: each.name, at: each.label, kind: "province-name" + (today.has(each.iso) ? " on-deep deep-" + today.get(each.iso) : ""), isMark: false }));
  const told = units.map(({ id, name, at, look }) => ({ text: name, at, kind: "unit-name fell deep-" + look, isMark: true, isTold: true, iso: id }));
  return [...fallen, ...told, ...major, ...days, ...rest, ...neighbours, ...(zoom >= PROVINCES_FROM_ZOOM ? provinces : [])];
}

/* Whether a position [longitude, latitude] lies in a GeoJSON outline: an odd number of edges lies east of it. */
function contains(outline, [x, y]) {
  const rings = outline.type === "Polygon" ? outline.coordinates : outline.coordinates.flat();
  const crossings = rings.flatMap((ring) => ring.slice(1).filter(([x2, y2], number) => ring[number][1] > y !== y2 > y && x < ((x2 - ring[number][0]) * (y - ring[number][1])) / (y2 - ring[number][1]) + ring[number][0]));
  return crossings.length % 2 === 1;
}

/* Places around a point of an outline where a box of a size lies in it with its corners, the nearest first. */
function spotsWithin(map, outline, at, width, zoom) {
  const corners = [-1, 1].flatMap((side) => [-1, 1].map((end) => [(side * width) / 2, (end * HEIGHT) / 2]));
  const isIn = (x, y) => {
    const { lng, lat } = map.unproject(L.point(x, y), zoom);
    return contains(outline, [lng, lat]);
  };
  return SPOTS.map(([right, down]) => ({ x: at.x + right, y: at.y + down })).filter((spot) => corners.every(([right, down]) => isIn(spot.x + right, spot.y + down)));
}

export function drawLabels(map, state) {
  const { scene } = state;
  const widthOf = measurer();
  const layer = L.layerGroup().addTo(map);
  let drawn = "";

  /* Who changed hands on the day shown, and the day of the month for those before. */
  function changes() {
    const found = state.day === undefined ? new Map() : lastChanges(scene, state.day);
    const today = new Map([...found].filter(([, each]) => each.number === state.day).map(([iso, each]) => [iso, each.change.look || "other"]));
    const numbers = new Map([...found].filter(([iso]) => !today.has(iso)).map(([iso, each]) => [iso, dayOfMonth(each.number, state.day)]));
    return { today, numbers };
  }

  function place(name, zoom) {
    const at = map.project(point(name.at), zoom);
    const isBold = Boolean(name.isTold);
    const spaced = name.kind.includes("-name") && !name.isMark && !isRightToLeft() ? 1.6 * name.text.length : 0;
    const size = (isBold ? 13 : 11) + (isRightToLeft() ? 1 : 0);
    const width = widthOf(name.text, isBold ? 700 : 500, size) + spaced + 4;
    const spots = name.within ? spotsWithin(map, name.within, at, width, zoom) : undefined;
    return { ...name, at: { x: at.x, y: at.y }, spots, width, height: HEIGHT + (isBold ? 2 : 0) };
  }

  function leader(from, to, zoom) {
    const ends = [from, to].map(({ x, y }) => map.unproject(L.point(x, y), zoom));
    return ["leader-halo", "leader"].map((className) => L.polyline(ends, { className, interactive: false, pane: "leaders" }));
  }

  function draw() {
    const zoom = map.getZoom();
    const { today, numbers } = changes();
    const size = map.getSize();
    const units = state.day === undefined ? [] : toldUnits(state);
    const key = [zoom, size.x, size.y, ...units.map((unit) => unit.id), ...today, ...numbers.keys(), ...numbers.values()].join(" ");
    if (key === drawn) {
      return;
    }
    drawn = key;
    layer.clearLayers();
    const marks = [...scene.provinces, ...units].map((each) => map.project(point(each.at), zoom));
    const taken = [...marks.map(({ x, y }) => ({ x: x - 5, y: y - 5, width: 10, height: 10 })), ...pinBoxes(map, state)];
    const { min } = map.getPixelBounds();
    const frame = { x: min.x, y: min.y, width: size.x, height: size.y };
    const names = wanted(scene, zoom, today, numbers, units).map((name) => place(name, zoom));
    for (const { number, box, end } of placeNames(names, marks, taken, frame)) {
      const name = names[number];
      const icon = L.divIcon({ className: "name " + name.kind, html: make("span", null, name.text), iconSize: [box.width, box.height], iconAnchor: [0, 0] });
      const marker = L.marker(map.unproject(L.point(box.x, box.y), zoom), { icon, pane: "names", interactive: false, keyboard: false }).addTo(layer);
      const element = /** @type {HTMLElement} */ (marker.getElement());
      if (name.iso !== undefined) {
        element.dataset.of = name.iso;
      }
      if (end) {
        element.dataset.leader = "";
        leader(name.at, end, zoom).forEach((line) => line.addTo(layer));
      }
    }
  }
  draw();
  map.on("zoomend resize", draw);
  state.onChange(draw);
}
