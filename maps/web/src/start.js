/* Puts the page together. `start` returns the Leaflet map, so that layers added in Python find it. */
import { drawHeadline, hasHolders } from "./story.js";
import { drawMinis } from "./minis.js";
import { drawKey } from "./key.js";
import { openSheet, renewSheet } from "./details.js";
import { drawArticle, goToArticle } from "./article.js";
import { drawChips } from "./chips.js";
import { drawCards } from "./cards.js";
import { followAddress } from "./address.js";
import { drawBase, outlineLegend } from "./base.js";
import { openTables } from "./columns.js";
import { drawComparison } from "./compare.js";
import { byId, english, make, notice, payload, point } from "./core.js";
import { drawPanels, swatch } from "./counts.js";
import { holders } from "./tallies.js";
import { decided, evidenceList } from "./evidence.js";
import { discLegend, drawFeeds } from "./feeds.js";
import { drawFinding, sidesTold } from "./finding.js";
import { useMarkerImages } from "./jquery.js";
import { listenToKeys } from "./keys.js";
import { drawLabels } from "./labels.js";
import { drawAbroad, drawFindings, drawReports, showOnMap } from "./lists.js";
import { live } from "./live.js";
import { circleLegend, drawPins } from "./pins.js";
import { readyForPrint } from "./printing.js";
import { makeScene } from "./records.js";
import { incidentsAt, visibleIncidents } from "./shown.js";
import { holding, holdingWords, makeState, sideLabel, unsettledWords } from "./state.js";
import { symbol } from "./symbols.js";
import { drawTaking } from "./taking.js";
import { drawTime } from "./time.js";
import { drawUnits, unitLegend } from "./units.js";
import { has, isRightToLeft, numeral, say, tellPeriod } from "./words.js";

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

/** The wheel zooms with Ctrl alone; without it the page scrolls, and a hint says how. */
function listenToWheel(map) {
  const hint = byId("wheel-hint");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  map.getContainer().addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const step = Math.max(-1, Math.min(1, -event.deltaY / 120));
        map.setZoomAround(map.mouseEventToContainerPoint(event), map.getZoom() + step / 2);
      } else {
        hint.hidden = false;
        clearTimeout(timer);
        timer = setTimeout(() => {
          hint.hidden = true;
        }, 1200);
      }
    },
    { passive: false },
  );
}

function makeMap(id, scene) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const [west, south, east, north] = scene.window;
  const map = L.map(id, {
    zoomSnap: 0.25,
    zoomControl: false,
    zoomDelta: 0.5,
    scrollWheelZoom: false, // a page that scrolls goes on scrolling; with Ctrl the wheel zooms
    dragging: !L.Browser.mobile, // two fingers move and zoom
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
  // Towards Pakistan, where no name of the country lies under it, not even on a phone.
  L.control.zoom({ position: "bottomright", zoomInTitle: say("script.zoom_in"), zoomOutTitle: say("script.zoom_out") }).addTo(map);
  listenToWheel(map);
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", say("script.map"));
  goHome(map);
  return map;
}

/* Controls that were added in Python (a choice of layers) stand in the legend's corner: it keeps below them, also while they are unfolded. */
function keepBelowControls(map) {
  const corner = map.getContainer().querySelector(".leaflet-top." + (isRightToLeft() ? "leaflet-left" : "leaflet-right"));
  new ResizeObserver(([{ contentRect }]) => document.documentElement.style.setProperty("--corner", contentRect.height + "px")).observe(corner);
}

/* What stands where a line begins and where it ends, as left and right. */
function inReadingOrder(begin, end) {
  return isRightToLeft() ? [end, begin] : [begin, end];
}

/* The whole country, beside the legend where there is room. */
export function goHome(map, options) {
  const wide = map.getSize().x > WIDE;
  const [left, right] = inReadingOrder(wide ? 44 : 6, wide ? 44 : 6);
  map.fitBounds(L.latLngBounds(COUNTRY.map(point)), { paddingTopLeft: [left, 6], paddingBottomRight: [right, 6], ...options });
}

/* Why the ledger has it so, in the language of the page; a row without a rule says nothing. */
function settledWords(scene, unit, row) {
  const look = row.side !== undefined && scene.sides[row.side] ? "the_side." + scene.sides[row.side].look : "";
  const side = row.side === undefined ? scene.states.unknown : has(look) ? say(look) : sideLabel(scene, row.side);
  return row.rule && has("settling." + row.rule) ? make("p", { class: "why" }, say("settling." + row.rule, { unit, side, day: row.since || "" })) : "";
}

function provinceLayer(scene, state, name, rows, unit) {
  const { day } = state;
  const row = holding(rows, day);
  const open = unsettledWords(scene, rows, day);
  const events = row.evidence || [];
  return make(
    "section",
    { class: "layer" },
    make("h3", null, say("script.layer", { layer: name }), " ", make("span", { class: "holder" }, holdingWords(scene, row, day))),
    open || row.since ? make("p", { class: "when" }, open || say("script.since", { day: row.since })) : "",
    settledWords(scene, unit, row),
    ...decided(scene, row),
    events.length ? evidenceList(scene, events) : make("p", { class: "when" }, say("script.no_event")),
    row.why ? make("details", { class: "one how-read" }, make("summary", null, say("script.why")), make("p", { class: "why" }, row.why), make("code", null, row.rule)) : "",
  );
}

function provinceSheet(state, province) {
  const { scene } = state;
  const unit = scene.unit === "province" ? province.name : province.capital;
  const parts = [
    make("h2", { class: "spot" }, province.name, make("span", { class: "when" }, say("script.capital_of", { name: province.capital }))),
    provinceLayer(scene, state, say("script.assessed"), province.assessed, unit),
    provinceLayer(scene, state, say("script.reported"), province.reported, unit),
  ];
  if (province.province) {
    parts.push(provinceLayer(scene, state, say("script.province_reported"), province.province, province.name));
  }
  const inside = state.scene.spots.map((spot) => spot.province === province.iso && spot.at === undefined);
  const here = incidentsAt(state, (spot) => inside[spot]);
  if (here.length) {
    parts.push(make("h3", null, say("script.inside_province")), evidenceList(scene, here));
  }
  return make("div", { class: "sheet" }, ...parts);
}

function unitSheet(state, unit) {
  const { scene } = state;
  const layers = ["assessed", "reported"].map((basis) => provinceLayer(scene, state, say("script." + basis), unit[basis], unit.title));
  return make("div", { class: "sheet" }, make("h2", { class: "spot" }, unit.title), ...layers);
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
  const marks = [...unitLegend(scene), outlineLegend(scene), circleLegend(scene), discLegend(scene)].filter((each) => each !== null).map(({ mark, words }) => legendRow(mark, words));
  const held = hasHolders(scene) ? [make("p", { class: "legend-head" }, say(scene.unit === "province" ? "script.province_held_by" : "script.held_by")), make("ul", null, ...sides, ...hatch, ...open)] : [];
  byId("legend-body").replaceChildren(
    ...held,
    groups.length ? make("p", { class: "legend-head" }, say("script.reports")) : "",
    make("ul", null, ...groups, ...hollow, ...marks),
  );
}

/* Takes up the size that the map has by now, and shows the whole country where that has changed. */
function settle(map) {
  const before = map.getSize();
  map.invalidateSize({ animate: false, pan: false });
  if (!map.getSize().equals(before)) {
    goHome(map, { animate: false });
  }
}

/* Opens again what an address names: a province, or an incident where it is shown now. */
function reopen(map, state, onProvince, onUnit, key) {
  const unit = state.scene.units.find((each) => "unit:" + each.id === key);
  const province = state.scene.provinces.find((each) => each.iso === key);
  const incident = visibleIncidents(state).find((each) => each.id === key);
  if (province) {
    onProvince(province);
  } else if (unit) {
    onUnit(unit);
  } else if (incident && incident.at) {
    showOnMap(map, state, incident);
  } else {
    live.revealReport(key);
  }
}

/** Opens what can be taken along, at the foot of the page. */
function showTaking() {
  byId("take").open = true;
  byId("take").scrollIntoView({ block: "center" });
  byId("take").querySelector("summary").focus({ preventScroll: true });
}

/** Tells the page around this one how high it is, so that its frame can follow. */
function tellHeight() {
  if (document.documentElement.dataset.mode === "embed" && window.parent !== window) {
    const tell = () => window.parent.postMessage({ conflictmap: Math.max(560, Math.ceil(window.innerWidth * 0.62) + 220) }, "*");
    tell();
    window.addEventListener("resize", tell);
  }
}

/** Copies the address of what is shown; the button says that it did. */
function drawLink() {
  byId("show-take").addEventListener("click", showTaking);
  tellHeight();
  const button = byId("copy-link");
  const words = button.textContent;
  button.addEventListener("click", async () => {
    const address = location.href.split("#")[0] + (live.addressWords() ? "#" + live.addressWords() : "");
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = say("script.copied");
      setTimeout(() => {
        button.textContent = words;
      }, 2000);
    } catch {
      byId("address").textContent = address; // without the right to the clipboard it is shown instead
      byId("address").hidden = false;
      showTaking();
    }
  });
}

/* Where nothing was found, why stands where the reports would. */
function showReasons(scene) {
  if (scene.incidents.length > 0 || scene.feeds.length > 0 || scene.problems.length === 0) {
    return;
  }
  const found = byId("problems");
  const missing = /** @type {HTMLElement} */ (found.closest("section"));
  const head = make("h2", null, missing.querySelector("h2")?.textContent);
  found.querySelector("details").open = true;
  byId("reports").before(make("section", { class: "panel foot-list" }, head, found));
  ["reports", "find", "narrow"].forEach((id) => {
    byId(id).hidden = true;
  });
  missing.hidden = true;
}

/* A page whose material has no day at all: nothing to step through, but what is reported is still listed. */
function withoutDay(map, state) {
  const { scene } = state;
  ["time", "find", "narrow", "key", "minis"].forEach((id) => {
    byId(id).hidden = true;
  });
  document.documentElement.dataset.material = "events";
  drawHeadline(state);
  ["take", "show-take", "copy-link", "counts", "provinces"].forEach((name) => {
    byId(name).hidden = true;
  });
  if (scene.incidents.length) {
    byId("changed").hidden = false;
    byId("changed-head").textContent = say("script.no_day");
    byId("changed-list").replaceChildren(make("li", null, say("story.no_day_why")));
  }
  drawReports(map, state);
  drawFindings(scene);
  showReasons(scene);
  drawLegend(scene);
  byId("problems").querySelector("details").open = scene.problems.length > 0;
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
  const makeOpener = (where, then) => (province, at) => openSheet(where, at || point(province.at), () => provinceSheet(then, province), province.name, province.iso);
  const onProvince = makeOpener(map, state);
  const onUnit = (unit) => openSheet(map, unit.at ? point(unit.at) : map.getCenter(), () => unitSheet(state, unit), unit.title, "unit:" + unit.id);
  live.state = state;
  live.select = () => {}; // until the address is followed
  if (new URLSearchParams(location.hash.slice(1)).getAll("mode").includes("embed")) {
    document.documentElement.dataset.mode = "embed";
  }
  document.documentElement.dataset.material = hasHolders(scene) ? "control" : "events";
  document.documentElement.dataset.days = String(state.lastDay - state.firstDay + 1);
  tellPeriod(state.firstDay, state.lastDay);
  drawBase(map, state, onProvince);
  if (state.day === undefined) {
    drawLabels(map, state);
    withoutDay(map, state);
    ready(scene);
    return;
  }
  drawHeadline(state);
  drawKey(state);
  const go = drawTime(state);
  drawMinis(state, go);
  settle(map); // what stands around the map has its height now: what is drawn on it is placed once
  drawLabels(map, state);
  drawUnits(map, state, onUnit);
  drawFinding(state);
  drawChips(state, sidesTold(scene));
  drawFeeds(map, state);
  drawPins(map, state);
  drawCards(state, onProvince, onUnit);
  drawArticle(scene, (incident) => showOnMap(map, state, incident));
  drawPanels(state, onProvince);
  drawReports(map, state);
  drawAbroad(map, state);
  drawFindings(scene);
  showReasons(scene);
  drawLegend(scene);
  drawComparison(map, state, makeOpener);
  state.onChange(renewSheet);
  scene.texts.whenOpen(() => {
    const read = state.selected !== null || state.filters.search !== "" || document.querySelector(".report[aria-expanded=true]");
    if (read || scene.claims.length > 0 || state.index.size < MANY) {
      state.change({}); // what was opened or searched for before now gets its quotes
    }
  });
  byId("counts").hidden = !hasHolders(scene);
  if (hasHolders(scene)) {
    byId("reports").before(byId("narrow")); // what changed comes first, then what the reports can be narrowed to
  }
  keepBelowControls(map);
  settle(map);
  goToArticle(map, scene);
  listenToKeys(map);
  followAddress(map, state, (key) => reopen(map, state, onProvince, onUnit, key));
  drawTaking(map, state);
  drawLink();
  readyForPrint(map, live.otherMaps);
  ready(scene);
}
