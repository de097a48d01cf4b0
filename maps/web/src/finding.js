/* Finding: a search in places, actors and quotes, and filters. An incident is found if one of its reports fits the search and all filters together. */
import { byId, make } from "./core.js";
import { fold, keepReportsWith, searchTerms } from "./seeking.js";
import { shownNow } from "./shown.js";
import { dayNumber, sideLabel } from "./state.js";
import { byWords, say } from "./words.js";

const PAUSE_MS = 150; // after the last key, before the map is drawn anew
const LONGEST = 200;
const PRECISIONS = ["site", "settlement", "near", "admin2", "admin1", "region", "country", "other", "none"];

/* The values of every report under one heading: `codes` by report, and the `lists` of values that a code stands for. */
function facet(codes, lists) {
  return { codes, lists };
}

function ofColumn(column, listOf, none) {
  return facet(column.codes, [none, ...column.values.map(listOf)]);
}

/* The outlet of each report: its own, or that of its document. */
function outlets(scene) {
  const { source, document: written } = scene.tables.events.columns;
  const ofDocuments = scene.tables.documents.columns.source;
  const lists = [[""]];
  const numbers = new Map();
  const number = (name) => {
    if (!numbers.has(name)) {
      numbers.set(name, lists.push([name]) - 1);
    }
    return numbers.get(name);
  };
  const own = [0, ...source.values.map(number)];
  const theirs = [0, ...ofDocuments.values.map(number)];
  const codes = Uint32Array.from(source.codes, (code, row) => {
    const document = code === 0 ? written.get(row) : undefined;
    return document === undefined ? own[code] : theirs[ofDocuments.codes[document]];
  });
  return facet(codes, lists);
}

function precisions(scene) {
  const { spot } = scene.tables.events.columns;
  const codes = Uint32Array.from(spot.codes, (code, row) => (code === 0 ? 0 : spot.get(row) + 1));
  return facet(codes, [["none"], ...scene.spots.map((each) => [each.precision || "none"])]);
}

/* The filters in the order of the page, each with the facets that its values come from. */
const FACETS_OF = {
  tag: (scene, { group, type }) => [ofColumn(group, (value) => ["g." + value], []), ofColumn(type, (value) => ["t." + value], [])],
  side: (scene, { sides }) => [ofColumn(sides, (value) => value, [])],
  source: (scene) => [outlets(scene)],
  mode: (scene, { mode }) => [ofColumn(mode, (value) => [value], ["actual"])],
  precision: (scene) => [precisions(scene)],
};
export const FILTERS = Object.keys(FACETS_OF);
export const FILTER_DAYS = ["from", "to"];
export const LAYERS = ["assessed", "reported"];

function facets(scene, name) {
  scene.facets = scene.facets || {};
  scene.facets[name] = scene.facets[name] || FACETS_OF[name](scene, scene.tables.events.columns);
  return scene.facets[name];
}

export function noFilters() {
  return /** @type {import("./types.js").Filters} */ ({ search: "", layer: "", ...Object.fromEntries([...FILTERS, ...FILTER_DAYS, "layer"].map((name) => [name, ""])) });
}

/* Whether reports are left out or a layer is; "show all again" is then offered. */
export function isFiltered(state) {
  return Object.values(state.filters).some((value) => value !== "");
}

/* The first and the last day that are asked for, as day numbers, both inclusive; null where neither is. What touches them fits; what has no day does not. */
export function filterDays({ filters }) {
  const [from, to] = FILTER_DAYS.map((name) => dayNumber(filters[name] || undefined));
  return from === undefined && to === undefined ? null : { from: from === undefined ? -Infinity : from, to: to === undefined ? Infinity : to };
}

/* Takes out of a mask of reports those that do not have the value. */
function keepReportsOf(scene, name, value, mask) {
  const having = facets(scene, name).find(({ lists }) => lists.some((list) => list.includes(value)));
  const fits = having ? Uint8Array.from(having.lists, (list) => (list.includes(value) ? 1 : 0)) : null;
  for (let row = 0; row < mask.length; row += 1) {
    mask[row] &= fits === null ? 0 : fits[having.codes[row]];
  }
}

/* Whether each report fits the search and all filters together; null where nothing is asked. */
export function fittingReports(state) {
  const { scene, filters } = state;
  const terms = searchTerms(filters.search);
  const wanted = FILTERS.filter((name) => filters[name] !== "");
  if (!terms.length && !wanted.length) {
    return null;
  }
  const mask = new Uint8Array(scene.tables.events.size).fill(1);
  wanted.forEach((name) => keepReportsOf(scene, name, filters[name], mask));
  terms.forEach((term) => keepReportsWith(scene, term, mask));
  return mask;
}

/* Value -> number of reports, over the whole material. */
function tally(scene, name) {
  const found = new Map();
  for (const { codes, lists } of facets(scene, name)) {
    const numbers = new Uint32Array(lists.length);
    codes.forEach((code) => {
      numbers[code] += 1;
    });
    lists.forEach((list, code) => numbers[code] && list.forEach((value) => found.set(value, (found.get(value) || 0) + numbers[code])));
  }
  return found;
}

/* Value -> words that stand with it, for two columns of the reports. */
function wordsOf(scene, name, other) {
  const [keys, words] = [scene.tables.events.columns[name], scene.tables.events.columns[other]];
  const found = new Map();
  keys.codes.forEach((code, row) => {
    if (code !== 0 && !found.has(code)) {
      found.set(code, words.get(row));
    }
  });
  return new Map([...found].map(([code, value]) => [keys.values[code - 1], value]));
}

function option(value, words, number) {
  return make("option", { value }, say("script.option", { words, n: number }));
}

function tagOptions(scene, numbers) {
  const prefixed = (found) => new Map([...found].map(([type, value]) => ["t." + type, value]));
  const [names, groupOf] = ["tag", "group"].map((other) => prefixed(wordsOf(scene, "type", other)));
  return scene.groups
    .filter((group) => numbers.has("g." + group.id))
    .map((group) => {
      const types = [...names.keys()].filter((type) => groupOf.get(type) === group.id);
      types.sort((a, b) => byWords(names.get(a), names.get(b)));
      const all = option("g." + group.id, say("script.all_of_group", { group: group.label }), numbers.get("g." + group.id));
      return make("optgroup", { label: group.label }, all, ...types.map((type) => option(type, names.get(type), numbers.get(type))));
    });
}

/* The words of the values, in the order in which they are offered. */
function labels(scene, name, numbers) {
  if (name === "side") {
    return Object.keys(scene.sides).map((side) => [side, sideLabel(scene, side)]);
  }
  if (name === "precision") {
    return PRECISIONS.map((value) => [value, say("script.precision_" + value)]);
  }
  if (name === "mode") {
    const words = wordsOf(scene, "mode", "modeWords");
    return [["actual", say("script.happened")], ...[...words].sort()];
  }
  return [...numbers.keys()].sort(byWords).map((value) => [value, value]);
}

function fillSelect(scene, name) {
  const numbers = tally(scene, name);
  const select = byId("filter-" + name);
  const offered = labels(scene, name, numbers).filter(([value]) => value !== "" && numbers.has(value));
  const options = name === "tag" ? tagOptions(scene, numbers) : offered.map(([value, words]) => option(value, words, numbers.get(value)));
  select.replaceChildren(make("option", { value: "" }, say("script.any")), ...options);
  return select;
}

/* Whether a filter offers this value: what comes from outside the page is held against it. */
export function isOffered(name, value) {
  return [...byId("filter-" + name).options].some((each) => each.value === value);
}

/** The sides that take part in any report, in the order of the page. */
export function sidesTold(scene) {
  const numbers = tally(scene, "side");
  return Object.keys(scene.sides).filter((side) => numbers.has(side));
}

export function drawFinding(state) {
  const box = byId("search");
  const selects = FILTERS.map((name) => fillSelect(state.scene, name));
  const boxes = FILTER_DAYS.map((name) => byId("filter-" + name));
  const layers = byId("filter-layer");
  const set = (members) => state.change({ filters: { ...state.filters, ...members } });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  box.maxLength = LONGEST;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      set({ search: box.value });
    }, PAUSE_MS);
  });
  selects.forEach((select, index) => select.addEventListener("change", () => set({ [FILTERS[index]]: select.value })));
  boxes.forEach((each, index) => {
    [each.min, each.max] = [state.scene.firstDay || "", state.scene.lastDay || ""];
    each.addEventListener("change", () => each.validity.badInput || set({ [FILTER_DAYS[index]]: each.value }));
  });
  layers.addEventListener("change", () => set({ layer: layers.value }));
  byId("find-reset").addEventListener("click", () => {
    clearTimeout(timer);
    timer = undefined;
    box.value = "";
    state.change({ filters: noFilters() });
    box.focus();
  });

  function show() {
    const { counted, all } = shownNow(state);
    const active = isFiltered(state);
    const names = [...FILTERS, ...FILTER_DAYS, "layer"];
    [...selects, ...boxes, layers].forEach((each, index) => {
      if (each.value !== state.filters[names[index]]) {
        each.value = state.filters[names[index]];
      }
    });
    const chosen = names.filter((name) => state.filters[name] !== "").length;
    if (timer === undefined && fold(box.value) !== fold(state.filters.search)) {
      box.value = state.filters.search;
    }
    byId("filters-head").textContent = chosen ? say("script.filters_set", { n: chosen }) : say("script.filters");
    const root = document.documentElement;
    const isNew = !root.hasAttribute("data-finding");
    if (root.toggleAttribute("data-finding", state.filters.search !== "" || chosen > 0)) {
      root.dataset.finding = state.filters.search === "" ? "kinds" : "words";
      isNew && byId("find").scrollIntoView({ block: "nearest" }); // what was found stands on top of the column now
    }
    byId("find-words").hidden = !active;
    byId("find-count").textContent = say("script.found", { n: counted.incidents, incidents: say("amount.incidents", { n: all.incidents }) });
  }
  show();
  state.onChange(show);
}
