/* The pins: incidents whose place is known to a point or a radius. What would overlap at this zoom shares one pin with a count; where there would be too many pins, rings of `crowd.js` stand for them. */
import { entryOf } from "./story.js";
import { DIRECTIONS, ahead } from "./keys.js";
import { openSheet } from "./details.js";
import { make, makeSvg, point } from "./core.js";
import { makeCrowd, ringBoxes } from "./crowd.js";
import { evidenceList } from "./evidence.js";
import { live } from "./live.js";
import { clustersOf, groupCounts, isOnMap, makePositions, makeTally, placesInView } from "./places.js";
import { amountWords, incidentsAt, reportWords, shownNow } from "./shown.js";
import { pinSymbol } from "./symbols.js";
import { joined, say } from "./words.js";

const REACH = 20;
const RING_REACH = 40;
const MOST_PINS = 160; // more are no longer seen one by one, and each is an element of the page
const MOST_INCIDENTS = 600; // in view; the sign of one kind would say little for so many
const MOST_CIRCLES = 300;
const MOST_BESIDE_RINGS = 60; // circles; more only darken the map
const MANY = 1500; // positions: of more only those in view are asked for their space
const MOST_SPOTS = 25; // in one sheet

function isCrowded(clusters) {
  return clusters.length > MOST_PINS || clusters.reduce((sum, each) => sum + each.total, 0) > MOST_INCIDENTS;
}

/* The space on the screen that the pins of all days take at this zoom, badges included. */
export function pinBoxes(map, state) {
  const { positions, everywhere } = pinSpace(state);
  const all = everywhere.touched;
  const places = all.length > MANY ? placesInView(map, all, positions) : all;
  const pins = clustersOf(places, positions, everywhere.total, map.getZoom(), REACH);
  if (isCrowded(pins)) {
    return ringBoxes(clustersOf(places, positions, everywhere.total, map.getZoom(), RING_REACH));
  }
  return pins.map((each) => {
    const several = each.total > 1;
    return { x: each.x - 10, y: each.y - (several ? 15 : 10), width: several ? 28 : 20, height: several ? 25 : 20 };
  });
}

/* The positions, and what is reported there over all days. */
export function pinSpace(state) {
  if (state.space === undefined) {
    const positions = makePositions(state.scene);
    const everywhere = makeTally(state, positions);
    everywhere.add(Uint32Array.from({ length: state.index.size }, (_, number) => number).reverse());
    state.space = { positions, everywhere };
  }
  return state.space;
}

export function latestFirst(events) {
  return events.slice().sort((a, b) => b.lastNumber - a.lastNumber);
}

/* The name of a cluster: what is told, and where. */
export function clusterWords(state, tally, cluster) {
  const { incidents } = state.scene;
  const settled = cluster.places.find((place) => tally.settles[place]);
  const one = incidents[tally.first[settled === undefined ? cluster.place : settled]];
  const more = cluster.places.length - 1;
  const where = more > 0 ? say("script.and_near", { place: one.place, places: say("amount.places", { n: more }) }) : one.place;
  if (cluster.total > 1) {
    const reports = cluster.places.reduce((sum, place) => sum + tally.reports[place], 0);
    return say("script.pin", { what: amountWords({ reports, incidents: cluster.total }), where });
  }
  const { tag, modeWords, told } = one;
  const what = modeWords ? say("script.pin_mode", { tag, mode: modeWords }) : tag;
  return joined([say("script.pin", { what, where }), ...(told ? [told] : [])]);
}

function sheetContent(state, spots) {
  const parts = [];
  for (const events of spots.slice(0, MOST_SPOTS)) {
    if (spots.length > 1 || events.length > 1) {
      parts.push(make("h2", { class: "spot" }, events[0].place, make("span", { class: "when" }, reportWords(events))));
    }
    parts.push(evidenceList(state.scene, events, live.select));
  }
  if (spots.length > MOST_SPOTS) {
    parts.push(make("p", { class: "when" }, say("script.more_in_list", { n: spots.slice(MOST_SPOTS).flat().length })));
  }
  return make("div", { class: "sheet" }, ...parts);
}

/* Opens what a cluster stands for as it is shown now, the position with most incidents first. */
export function openCluster(map, state, cluster, words) {
  const { positions } = pinSpace(state);
  const spots = new Map(cluster.places.map((place) => [place, []]));
  for (const event of incidentsAt(state, (spot) => spots.has(positions.of[spot]))) {
    spots.get(positions.of[state.index.spot[event.number]]).push(event);
  }
  const settles = (event) => state.index.settles[event.number];
  const filled = [...spots.values()].filter((events) => events.length > 0);
  filled.forEach((events) => events.sort((a, b) => settles(b) - settles(a))); // what set the fill comes first
  filled.sort((a, b) => settles(b[0]) - settles(a[0]));
  if (filled.length > 0) {
    openSheet(map, point(cluster.at), () => sheetContent(state, filled), words, filled[0][0].id);
  }
}

/* What changed hands on the day shown is a bright disc on its dark province; what set a fill earlier is the sign of its kind. */
function settledGroup(state, incident) {
  const entry = entryOf(state.scene, state.day);
  const isToday = entry !== undefined && entry.changes.some((change) => ["taken", "retaken"].includes(change.kind) && change.evidence.some((event) => incident.events.includes(event.number)));
  return isToday ? "fell" : incident.group;
}

function pinLook(state, tally, cluster) {
  const { counts, hollow } = groupCounts(tally, cluster);
  const settled = cluster.places.find((place) => tally.settles[place]);
  const leading = counts.reduce((best, number, group) => (number > counts[best] ? group : best), 0);
  const group = settled === undefined ? state.scene.groups[leading].id : settledGroup(state, state.scene.incidents[tally.first[settled]]);
  return { group, hollow: hollow && settled === undefined, count: cluster.total, words: clusterWords(state, tally, cluster) };
}

function makePin(map, state, cluster, look, walk) {
  const icon = L.divIcon({ className: "pin", html: pinSymbol(look.group, look.hollow, look.count), iconSize: [32, 32], iconAnchor: [16, 16] });
  const marker = L.marker(point(cluster.at), { icon, keyboard: false, title: look.words, riseOnHover: true });
  const pin = { marker, cluster, look };
  const open = () => openCluster(map, state, pin.cluster, pin.look.words);
  marker.on("click", open);
  marker.on("add", () => {
    const element = /** @type {HTMLElement} */ (marker.getElement());
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", pin.look.words);
    element.tabIndex = -1;
    element.addEventListener("keydown", (event) => walk(event, pin, open));
  });
  return pin;
}

/* A pin that stays where it is gets the new count and name; the element, and with it the focus, stays. */
function renewPin(pin, cluster, look) {
  const before = pin.look;
  pin.cluster = cluster;
  pin.look = look;
  const element = /** @type {HTMLElement} */ (pin.marker.getElement());
  if (before.group !== look.group || before.hollow !== look.hollow || before.count !== look.count) {
    element.replaceChildren(pinSymbol(look.group, look.hollow, look.count));
  }
  if (before.words !== look.words) {
    element.setAttribute("aria-label", look.words);
    element.title = look.words;
  }
  return pin;
}

/* The distinct circles of what is shown that reach into the window: position and radius. */
function circlesOf(state, radii, map) {
  const drawn = new Map();
  const window = map.getBounds();
  for (const number of shownNow(state).latest) {
    const spot = state.index.spot[number];
    if (spot >= 0 && radii[spot] !== null && !drawn.has(radii[spot])) {
      const { at, radius } = state.scene.spots[spot];
      if (window.intersects(L.latLng(point(at)).toBounds(2 * radius))) {
        drawn.set(radii[spot], { at, radius });
      }
    }
  }
  return drawn;
}

function circleWords() {
  return say(document.documentElement.dataset.circles === "waiting" ? "script.circles_nearer" : "script.circle_nearby");
}

/* The words of the circles, for the legend: what they mean, and that they wait behind rings. */
export function circleLegend(scene) {
  if (!scene.spots.some((spot) => spot.radius !== undefined && isOnMap(scene, spot))) {
    return null;
  }
  const circle = makeSvg("circle", { cx: 8, cy: 8, r: 7, class: "error-circle" });
  const mark = makeSvg("svg", { class: "symbol", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, circle);
  return { mark, words: make("span", { class: "circle-words" }, circleWords()) };
}

function drawCircles(layer, shown, wanted) {
  const next = new Map();
  for (const [key, { at, radius }] of wanted) {
    const style = { radius, className: "error-circle", interactive: false, pane: "circles" };
    next.set(key, shown.get(key) || L.circle(point(at), style).addTo(layer));
  }
  shown.forEach((circle, key) => next.has(key) || circle.remove());
  return next;
}

export function drawPins(map, state) {
  const { scene } = state;
  const { positions } = pinSpace(state);
  const tally = makeTally(state, positions);
  const crowd = makeCrowd(map, state, tally);
  const circleLayer = L.layerGroup().addTo(map);
  const radii = scene.spots.map((spot) => (spot.radius !== undefined && isOnMap(scene, spot) ? spot.at.join(" ") + " " + spot.radius : null));
  let pins = new Map();
  /** @type {any} */
  let current;
  let circles = new Map();

  /* All pins are one stop of the Tab key; the arrows go from one to the next. */
  function setStop(pin) {
    current = pin;
    pins.forEach((each) => {
      /** @type {HTMLElement} */ (each.marker.getElement()).tabIndex = each === pin ? 0 : -1;
    });
  }
  function walk(event, pin, open) {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open();
    } else if (DIRECTIONS[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      const all = [...pins.values()];
      const next = all[ahead(all.map(({ cluster }) => cluster), all.indexOf(pin), DIRECTIONS[event.key])];
      setStop(next);
      next.marker.getElement()?.focus({ preventScroll: true });
    }
  }

  function drawPinsOf(clusters) {
    const next = new Map();
    for (const cluster of clusters) {
      const look = pinLook(state, tally, cluster);
      const kept = pins.get(cluster.place);
      const pin = kept ? renewPin(kept, cluster, look) : makePin(map, state, cluster, look, walk);
      next.set(cluster.place, pin);
      if (!kept) {
        pin.marker.addTo(map);
      }
    }
    const held = [...pins].find(([place, pin]) => !next.has(place) && pin.marker.getElement() === document.activeElement);
    pins.forEach((pin, place) => next.has(place) || pin.marker.remove());
    pins = next;
    setStop([...pins.values()].find((pin) => pin.marker.getElement()?.tabIndex === 0) || pins.values().next().value);
    if (held && current) {
      current.marker.getElement()?.focus({ preventScroll: true });
    }
  }

  /* Pins that stay the same are kept, so that a step of the slider touches only what changes. */
  function place() {
    const zoom = map.getZoom();
    const places = placesInView(map, tally.touched, positions);
    const clusters = clustersOf(places, positions, tally.total, zoom, REACH);
    const crowded = isCrowded(clusters);
    const found = circlesOf(state, radii, map);
    const waiting = crowded && found.size > MOST_BESIDE_RINGS && map.getZoom() < map.getMaxZoom();
    const wanted = waiting ? new Map() : found;
    const many = crowded || wanted.size > MOST_CIRCLES;
    drawPinsOf(crowded ? [] : clusters);
    circles = drawCircles(circleLayer, circles, many ? new Map() : wanted);
    const rings = crowded ? clustersOf(places, positions, tally.total, zoom, RING_REACH) : [];
    crowd.draw(rings, many ? [...wanted.values()] : []);
    document.documentElement.dataset.pins = crowded ? "rings" : "single";
    document.documentElement.dataset.circles = waiting ? "waiting" : "drawn";
    document.querySelectorAll(".circle-words").forEach((each) => each.replaceChildren(circleWords()));
  }
  function draw() {
    tally.add(shownNow(state).latest);
    place();
  }
  draw();
  map.on("moveend", place);
  state.onChange(draw);
}
