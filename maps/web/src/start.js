/* Puts the page together. `start` returns the Leaflet map, so that layers added in Python find it. */
import { followAddress } from "./address.js";
import { drawBase, outlineLegend } from "./base.js";
import { openTables } from "./columns.js";
import { drawComparison } from "./compare.js";
import { byId, english, make, notice, payload, point } from "./core.js";
import { drawPanels, swatch } from "./counts.js";
import { holders } from "./tallies.js";
import { evidenceList } from "./evidence.js";
import { discLegend, drawFeeds } from "./feeds.js";
import { drawFinding } from "./finding.js";
import { useMarkerImages } from "./jquery.js";
import { holdFocus, listenToKeys } from "./keys.js";
import { drawLabels } from "./labels.js";
import { drawAbroad, drawFindings, drawReports, showOnMap } from "./lists.js";
import { live } from "./live.js";
import { circleLegend, drawPins } from "./pins.js";
import { readyForPrint } from "./printing.js";
import { makeScene } from "./records.js";
import { incidentsAt, visibleIncidents } from "./shown.js";
import { holding, holdingWords, makeState } from "./state.js";
import { symbol } from "./symbols.js";
import { drawTaking } from "./taking.js";
import { drawTime } from "./time.js";
import { isRightToLeft, numeral, say } from "./words.js";

const MANY = 20000; // incidents; drawing so many once more holds up a reader
const WIDE = 760; // from here on there is room beside the country for the legend and the buttons
const COUNTRY = [
  [60.4, 29.3],
  [74.95, 38.55],
];

/* Leaflet's scale bar, with its number and unit in the language of the page. */
function makeScale(options) {
  const Scale = /** @type {any} */ (L.Control.Scale).extend({
    _updateScale(bar, words, ratio) {
      const [number, unit] = words.split(" ");
      /** @type {any} */ (L.Control.Scale.prototype)._updateScale.call(this, bar, say("place." + unit, { n: numeral(number) }), ratio);
    },
  });
  return new Scale(options);
}

function makeMap(id, scene) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const [west, south, east, north] = scene.window;
  const map = L.map(id, {
    zoomSnap: 0.25,
    zoomControl: false,
    zoomDelta: 0.5,
    wheelPxPerZoomLevel: 120,
    minZoom: 4.5,
    maxZoom: 12,
    maxBounds: L.latLngBounds([south - 9, west - 9], [north + 9, east + 9]),
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
  });
  const [near, far] = /** @type {[L.ControlPosition, L.ControlPosition]} */ (isRightToLeft() ? ["bottomright", "bottomleft"] : ["bottomleft", "bottomright"]);
  map.attributionControl.setPosition(far).setPrefix(false).addAttribution("Leaflet · " + say("script.credit"));
  makeScale({ imperial: false, maxWidth: 120, position: near }).addTo(map);
  L.control.zoom({ position: near, zoomInTitle: say("script.zoom_in"), zoomOutTitle: say("script.zoom_out") }).addTo(map);
  goHome(map);
  return map;
}

/* What stands where a line begins and where it ends, as left and right. */
function inReadingOrder(begin, end) {
  return isRightToLeft() ? [end, begin] : [begin, end];
}

/* The whole country, beside the legend where there is room. */
export function goHome(map, options) {
  const wide = map.getSize().x > WIDE;
  const [left, right] = inReadingOrder(wide ? 44 : 6, wide ? 214 : 6);
  map.fitBounds(L.latLngBounds(COUNTRY.map(point)), { paddingTopLeft: [left, 6], paddingBottomRight: [right, 6], ...options });
}

/* One popup at a time; its content is made anew when the day changes while it is open. */
export function openSheet(map, at, content, label, key) {
  const size = map.getSize();
  const [left, right] = inReadingOrder(12, size.x > WIDE && byId("legend").open ? byId("legend").offsetWidth + 20 : 12);
  const popup = L.popup({
    maxWidth: Math.min(360, size.x - 66),
    minWidth: Math.min(270, size.x - 66),
    maxHeight: Math.max(150, Math.round(size.y * 0.58)),
    autoPanPaddingTopLeft: [left, byId("abroad").hidden ? 12 : byId("abroad").offsetHeight + 18],
    autoPanPaddingBottomRight: [right, 12],
    className: "sheet-popup",
  });
  if (live.openContent) {
    live.openContent.popup.remove(); // on the other of two maps, too
  }
  live.openContent = { popup, content };
  popup.setLatLng(at).setContent(content()).openOn(map);
  byId("abroad").classList.add("behind");
  popup.getElement()?.setAttribute("role", "dialog");
  popup.getElement()?.setAttribute("aria-label", label);
  popup.getElement()?.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", say("script.close"));
  holdFocus(popup);
  live.select(key);
  popup.on("remove", () => {
    if (live.openContent.popup === popup) {
      byId("abroad").classList.remove("behind");
      live.select(null);
    }
  });
}

function provinceLayer(scene, state, name, row) {
  const events = row.evidence || [];
  return make(
    "section",
    { class: "layer" },
    make("h3", null, say("script.layer", { layer: name }), " ", make("span", { class: "holder" }, holdingWords(scene, row))),
    row.since ? make("p", { class: "when" }, say("script.since_rule", { day: row.since }), " ", make("code", null, row.rule)) : "",
    row.why ? make("p", { class: "why" }, english(row.why)) : "",
    events.length ? evidenceList(scene, events) : make("p", { class: "when" }, say("script.no_event")),
  );
}

function provinceSheet(state, province) {
  const { scene } = state;
  const assessed = holding(province.assessed, state.day);
  const reported = holding(province.reported, state.day);
  const parts = [
    make("h2", { class: "spot" }, province.name, make("span", { class: "when" }, say("script.capital_of", { name: province.capital }))),
    provinceLayer(scene, state, say("script.assessed"), assessed),
    provinceLayer(scene, state, say("script.reported"), reported),
  ];
  if (province.province) {
    parts.push(provinceLayer(scene, state, say("script.province_reported"), holding(province.province, state.day)));
  }
  const inside = state.scene.spots.map((spot) => spot.province === province.iso && spot.at === undefined);
  const here = incidentsAt(state, (spot) => inside[spot]);
  if (here.length) {
    parts.push(make("h3", null, say("script.inside_province")), evidenceList(scene, here));
  }
  return make("div", { class: "sheet" }, ...parts);
}

/* A sign with its words; `chip` is the colour that the same kind has in a ring. */
function legendRow(mark, words, chip) {
  return make("li", null, mark, chip ? make("span", { class: "chip " + chip, "aria-hidden": "true" }) : "", make("span", null, words));
}

/* The sides that the reported layer ever gives more than the assessed one: their hatching needs explaining. */
function hatchedSides(scene) {
  const rows = (province) => province.reported.filter((row) => row.side && !province.assessed.some((other) => other.side === row.side && other.from <= row.from));
  return Object.keys(scene.sides).filter((side) => scene.provinces.some((province) => rows(province).some((row) => row.side === side)));
}

function drawLegend(scene) {
  const sides = holders(scene).map((id) => legendRow(swatch("fill-" + scene.sides[id].look), scene.sides[id].label));
  const hatch = hatchedSides(scene)
    .slice(0, 1)
    .map((side) => legendRow(swatch("fill-unknown", "hatch-" + scene.sides[side].look), say("script.only_reported")));
  const open = [legendRow(swatch("fill-contested"), scene.states.contested), legendRow(swatch("fill-unknown"), scene.states.unknown)];
  const used = new Set(scene.tables.events.columns.group.values);
  const groups = scene.groups.filter((group) => used.has(group.id)).map((group) => legendRow(symbol(group.id, false), group.label, "ring-" + group.id));
  const hollow = scene.tables.events.columns.mode.values.length > 0
    ? [legendRow(symbol("territory", true), say("script.hollow"))]
    : [];
  const marks = [outlineLegend(scene), circleLegend(scene), discLegend(scene)].filter((each) => each !== null).map(({ mark, words }) => legendRow(mark, words));
  byId("legend-body").replaceChildren(
    make("h3", null, say(scene.unit === "province" ? "script.province_held_by" : "script.held_by")),
    make("ul", null, ...sides, ...hatch, ...open),
    groups.length + marks.length ? make("h3", null, say("script.reports")) : "",
    make("ul", null, ...groups, ...hollow, ...marks),
  );
  byId("legend").open = byId("legend").parentElement.clientWidth > WIDE;
}

/* Opens again what an address names: a province, or an incident where it is shown now. */
function reopen(map, state, onProvince, key) {
  const province = state.scene.provinces.find((each) => each.iso === key);
  const incident = visibleIncidents(state).find((each) => each.id === key);
  if (province) {
    onProvince(province);
  } else if (incident && incident.at) {
    showOnMap(map, state, incident);
  } else {
    live.revealReport(key);
  }
}

/* A page whose material has no day at all: nothing to step through, but what is reported is still listed. */
function withoutDay(map, state) {
  const { scene } = state;
  byId("time").hidden = true;
  byId("find").hidden = true;
  byId("take").hidden = true;
  byId("counts-body").replaceChildren(make("p", null, say("script.no_day")));
  drawReports(map, state);
  drawFindings(scene);
  drawLegend(scene);
}

/* The map stands at once, for layers that are added in Python; what is drawn on it follows when the tables are open. */
export function start(id) {
  useMarkerImages();
  const head = payload();
  const map = makeMap(id, head);
  const textOf = (/** @type {string} */ id) => byId(id).textContent || "";
  openTables(textOf("payload-columns"), () => textOf("payload-texts")).then(
    (opened) => fill(map, makeScene(head, opened)),
    (reason) => notice(say("script.too_old", { reason })),
  );
  return map;
}

function ready(scene) {
  document.documentElement.dataset.ready = "";
  performance.mark("conflictmap-ready");
  scene.texts.whenOpen(() => {
    document.documentElement.dataset.texts = "";
    performance.mark("conflictmap-texts");
  });
  setTimeout(scene.texts.open); // quotes and addresses are needed once something is opened or searched for
}

function fill(map, scene) {
  const state = makeState(scene);
  const makeOpener = (where, then) => (province, at) => openSheet(where, at || point(province.label), () => provinceSheet(then, province), province.name, province.iso);
  const onProvince = makeOpener(map, state);
  live.state = state;
  live.select = () => {}; // until the address is followed
  drawBase(map, state, onProvince);
  drawLabels(map, state);
  if (state.day === undefined) {
    withoutDay(map, state);
    ready(scene);
    return;
  }
  drawFinding(state);
  drawFeeds(map, state);
  drawPins(map, state);
  drawPanels(state, onProvince);
  drawReports(map, state);
  drawAbroad(map, state);
  drawFindings(scene);
  drawLegend(scene);
  drawTime(state);
  drawComparison(map, state, makeOpener);
  const renewSheet = () => {
    const open = live.openContent;
    if (open && open.popup.isOpen()) {
      const held = open.popup.getElement()?.contains(document.activeElement);
      open.popup.setContent(open.content());
      if (held) {
        open.popup.getElement()?.focus({ preventScroll: true });
      }
    }
  };
  state.onChange(renewSheet);
  scene.texts.whenOpen(() => {
    const read = state.selected !== null || state.filters.search !== "" || document.querySelector(".report[aria-expanded=true]");
    if (read || scene.claims.length > 0 || state.index.size < MANY) {
      state.change({}); // what was opened or searched for before now gets its quotes
    }
  });
  map.invalidateSize({ animate: false, pan: false }); // the time control has its height only now
  goHome(map, { animate: false });
  listenToKeys(map);
  followAddress(map, state, (key) => reopen(map, state, onProvince, key));
  drawTaking(map, state);
  readyForPrint(map, live.otherMaps);
  ready(scene);
}
