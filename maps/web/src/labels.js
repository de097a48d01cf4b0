/* Names on the map. Each is placed where it collides with nothing placed before it, or left out at this zoom. Room is kept for every pin of
   every day, so that names do not jump while the days go by. */
import { make, point } from "./core.js";
import { pinBoxes } from "./pins.js";
import { isRightToLeft } from "./words.js";

const PROVINCES_FROM_ZOOM = 7.5;
const CLEARANCE = { right: 10, left: 10, above: 8, below: 8 };
const BESIDE_PIN = { right: 20, left: 12, above: 16, below: 11 };

function measurer(font) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  context.font = font;
  return (text) => context.measureText(text).width;
}

function overlaps(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/* For the one name that must stand: where pins hide the least of it. It is placed first, so it collides with no other name. */
function leastCovered(boxes, taken) {
  const shared = (a, b) =>
    Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
    Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
  const covered = boxes.map((box) => taken.reduce((sum, other) => sum + shared(box, other), 0));
  return boxes[covered.indexOf(Math.min(...covered))];
}

/* The places where a capital's name may stand, best first: close by, then clear of a pin with its badge. */
function around(at, width, height) {
  const middle = at.y - height / 2;
  return [CLEARANCE, BESIDE_PIN].flatMap((clear) => [
    { x: at.x + clear.right, y: middle, width, height },
    { x: at.x - clear.left - width, y: middle, width, height },
    { x: at.x - width / 2, y: at.y - clear.above - height, width, height },
    { x: at.x - width / 2, y: at.y + clear.below, width, height },
    { x: at.x + 4, y: at.y + clear.below, width, height },
    { x: at.x - 4 - width, y: at.y + clear.below, width, height },
    { x: at.x - 4 - width, y: at.y - clear.above - height, width, height },
    { x: at.x + 4, y: at.y - clear.above - height, width, height },
  ]);
}

function centred(at, width, height) {
  return [{ x: at.x - width / 2, y: at.y - height / 2, width, height }];
}

/* All names in the order in which they may claim their space. */
function wanted(scene, zoom) {
  const order = (province) => {
    const place = scene.majorCapitals.indexOf(province.iso);
    return place < 0 ? scene.majorCapitals.length : place;
  };
  const capitals = scene.provinces
    .slice()
    .sort((a, b) => order(a) - order(b) || a.iso.localeCompare(b.iso))
    .map((province, index) => ({ text: province.capital, at: province.at, kind: "capital-name", boxes: around, must: index === 0 }));
  const neighbours = scene.neighbours.map((each) => ({ text: each.name, at: each.label, kind: "neighbour-name", boxes: centred }));
  const provinces = scene.provinces.map((each) => ({ text: each.name, at: each.label, kind: "province-name", boxes: centred }));
  return [...capitals, ...neighbours, ...(zoom >= PROVINCES_FROM_ZOOM ? provinces : [])];
}

function place(map, names, taken, widthOf) {
  const zoom = map.getZoom();
  const found = [];
  for (const name of names) {
    const at = map.project(point(name.at), zoom);
    const spaced = name.kind === "capital-name" || isRightToLeft() ? 0 : 1.6 * name.text.length;
    const boxes = name.boxes(at, widthOf(name.text) + spaced + 4, 14);
    const free = boxes.find((each) => !taken.some((other) => overlaps(each, other)));
    const box = free || (name.must ? leastCovered(boxes, taken) : undefined);
    if (box) {
      taken.push(box);
      found.push({ name, box });
    }
  }
  return found;
}

export function drawLabels(map, state) {
  const { scene } = state;
  const widthOf = measurer((isRightToLeft() ? "500 12px " : "500 11px ") + getComputedStyle(document.body).fontFamily);
  const layer = L.layerGroup().addTo(map);

  function draw() {
    layer.clearLayers();
    const zoom = map.getZoom();
    const marks = scene.provinces.map((province) => {
      const at = map.project(point(province.at), zoom);
      return { x: at.x - 5, y: at.y - 5, width: 10, height: 10 };
    });
    const taken = [...marks, ...pinBoxes(map, state)];
    for (const { name, box } of place(map, wanted(scene, zoom), taken, widthOf)) {
      const icon = L.divIcon({
        className: "name " + name.kind,
        html: make("span", null, name.text),
        iconSize: [box.width, box.height],
        iconAnchor: [0, 0],
      });
      const corner = map.unproject(L.point(box.x, box.y), zoom);
      L.marker(corner, { icon, pane: "names", interactive: false, keyboard: false }).addTo(layer);
    }
  }
  draw();
  map.on("zoomend", draw);
}
