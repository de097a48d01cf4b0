/* The page's address: what is shown, written behind the `#`, so that a link reopens it. Whatever the address says is held against the scene; what does not fit is left out. */
import { closeSheet } from "./details.js";
import { FILTERS, FILTER_DAYS, LAYERS, isOffered, noFilters } from "./finding.js";
import { live } from "./live.js";
import { tidy } from "./seeking.js";
import { goHome } from "./start.js";
import { dayNumber, defaultWindow } from "./state.js";

const PAUSE_MS = 300;
const EMBED = "embed"; // stands beside the filter of the same name, whose values are others
const DAY = /^\d{4}-\d\d-\d\d$/;
const VIEW = /^(-?\d{1,3}(?:\.\d{1,6})?),(-?\d{1,2}(?:\.\d{1,6})?),(\d{1,2}(?:\.\d{1,3})?)$/;
const WINDOWS = ["sofar", "year", "month", "week", "day"];
const MEMBERS = ["day", "compare", "window", "view", "q", ...FILTERS, ...FILTER_DAYS, "layer", "open"];

function isoDay(day) {
  return new Date(day * 86400000).toISOString().slice(0, 10);
}

function viewWords(map) {
  const { lat, lng } = map.getCenter();
  return [lng.toFixed(4), lat.toFixed(4), +map.getZoom().toFixed(2)].join(",");
}

function known(state, key) {
  const { provinces, incidents } = state.scene;
  return key !== "" && (provinces.some((each) => each.iso === key) || incidents.some((each) => each.id === key));
}

/* The day that an ISO text names, if the period has it. */
function inPeriod(state, iso) {
  const day = DAY.test(iso) ? dayNumber(iso) : NaN;
  return day !== undefined && day >= state.firstDay && day <= state.lastDay ? day : undefined;
}

/* The members that fit the scene; a member that does not is as if it were not there. */
function parse(state, map, words) {
  const given = new URLSearchParams(words);
  const [shown, view, open] = ["window", "view", "open"].map((name) => given.get(name) || "");
  const [day, other] = ["day", "compare"].map((name) => inPeriod(state, given.get(name) || ""));
  const filters = noFilters();
  filters.search = tidy(given.get("q") || "");
  for (const name of FILTERS) {
    const value = given.getAll(name).find((each) => each !== EMBED) || "";
    filters[name] = isOffered(name, value) ? value : "";
  }
  for (const name of FILTER_DAYS) {
    const value = given.get(name) || "";
    filters[name] = inPeriod(state, value) === undefined ? "" : value;
  }
  const layer = given.get("layer") || "";
  filters.layer = LAYERS.includes(layer) ? layer : "";
  const [, lng, lat, zoom] = VIEW.exec(view) || [];
  const inside = lng !== undefined && map.options.maxBounds.contains([Number(lat), Number(lng)]);
  const zooms = Number(zoom) >= map.getMinZoom() && Number(zoom) <= map.getMaxZoom();
  return {
    day,
    other: other === undefined ? null : other,
    window: WINDOWS.includes(shown) ? shown : defaultWindow(state.scene),
    filters,
    view: inside && zooms ? { at: [Number(lat), Number(lng)], zoom: Number(zoom) } : undefined,
    open: known(state, open) ? open : undefined,
  };
}

/* What differs from the page as it opens, in a fixed order: the plain page has no address of its own. */
function write(state, map, home) {
  const view = viewWords(map);
  const given = {
    day: state.day === home.day ? "" : isoDay(state.day),
    compare: state.other === null ? "" : isoDay(state.other),
    window: state.window === defaultWindow(state.scene) ? "" : state.window,
    view: view === home.view ? "" : view,
    q: state.filters.search,
    ...Object.fromEntries([...FILTERS, ...FILTER_DAYS, "layer"].map((name) => [name, state.filters[name]])),
    open: state.selected || "",
  };
  const parts = MEMBERS.filter((name) => given[name] !== "").map((name) => name + "=" + encodeURIComponent(given[name]).replace(/%2C/g, ","));
  return [...(document.documentElement.dataset.mode === EMBED ? ["mode=" + EMBED] : []), ...parts].join("&");
}

/* Writes the address a little after the last change; a thing that is opened becomes a step that Back undoes. */
export function followAddress(map, state, reopen) {
  const home = { day: state.day, view: viewWords(map), at: map.getCenter(), zoom: map.getZoom() };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let busy = false;
  let able = true;

  function put(method, words) {
    try {
      history[method](null, "", words ? "#" + words : location.pathname + location.search);
    } catch {
      able = false; // inside a notebook's frame the page has no address
    }
  }
  function replace() {
    clearTimeout(timer);
    timer = undefined;
    const words = write(state, map, home);
    if (able && words !== location.hash.slice(1)) {
      put("replaceState", words);
    }
  }
  function schedule() {
    if (able && !busy) {
      clearTimeout(timer);
      timer = setTimeout(replace, PAUSE_MS);
    }
  }
  live.select = function (key) {
    if (state.selected === key || busy) {
      state.selected = key;
      return;
    }
    if (key === null || !able) {
      state.selected = key;
      schedule();
      return;
    }
    replace();
    state.selected = key;
    put("pushState", write(state, map, home));
  };
  function restore() {
    const words = location.hash.slice(1);
    const names = [...new URLSearchParams(words).keys()];
    if (words !== "" && !names.some((name) => MEMBERS.includes(name))) {
      return; // an anchor of the page, such as the list of reports
    }
    const { day = home.day, other, window: shown, filters, view, open } = parse(state, map, words);
    if (filters.search && !state.scene.texts.isOpen) {
      state.scene.texts.whenOpen(restore); // words are sought in quotes
      return;
    }
    clearTimeout(timer);
    busy = true;
    closeSheet();
    state.selected = null;
    state.change({ day, other, window: shown, filters });
    if (view === undefined && other !== null) {
      goHome(map, { animate: false }); // two maps have less room than the one that the page opens with
    } else {
      map.setView((view || home).at, (view || home).zoom, { animate: false });
    }
    if (open !== undefined) {
      reopen(open);
    }
    busy = false;
  }
  live.addressWords = () => write(state, map, home);
  if (location.hash.length > 1) {
    restore();
  }
  window.addEventListener("popstate", restore);
  map.on("moveend", schedule);
  state.onChange(schedule);
}
