/* The list of incidents with their reports in step with the map, the places outside the map, and what could not be placed or read. */
import { isFiltered } from "./finding.js";
import { openSheet } from "./details.js";
import { byId, english, make, point } from "./core.js";
import { disputedTag, evidence, evidenceList, modeTag } from "./evidence.js";
import { live } from "./live.js";
import { isOnMap, sameSpot } from "./places.js";
import { amountWords, incidentsAt, reportWords, shownNow, undatedIncidents, visibleIncidents } from "./shown.js";
import { symbol } from "./symbols.js";
import { dayWords, joined, numeral, say } from "./words.js";

const MOST = 500; // of what is missing
const MOST_OUTLETS = 14; // as the still picture names
const ABROAD = 12; // places outside the map that get a button
const STEP = { narrow: 30, wide: 100 }; // reports at a time

function item(map, state, event, expanded) {
  const body = make("div", { class: "report-body", hidden: true });
  const head = make(
    "button",
    { type: "button", class: "report", "aria-expanded": "false" },
    symbol(event.group, Boolean(event.mode)),
    make(
      "span",
      { class: "what" },
      make("span", { class: "tag" }, event.tag),
      " ",
      modeTag(event),
      " ",
      make("span", { class: "when" }, make("bdi", null, event.place || say("script.not_placed")), event.reports.length > 1 && event.told ? " · " + event.told : ""),
      disputedTag(event),
    ),
  );
  function open(wanted) {
    body.hidden = !wanted;
    head.setAttribute("aria-expanded", String(wanted));
    if (wanted && !body.firstChild) {
      body.append(evidence(state.scene, event, false));
      if (isOnMap(state.scene, event)) {
        const show = make("button", { type: "button", class: "linkish" }, say("script.show_on_map"));
        show.addEventListener("click", () => showOnMap(map, state, event));
        body.append(show);
      }
    }
  }
  head.addEventListener("click", () => {
    const wanted = body.hidden;
    open(wanted);
    expanded[wanted ? "add" : "delete"](event.id);
    live.select(wanted ? event.id : null);
  });
  open(expanded.has(event.id));
  return make("li", { "data-event": event.id }, head, body);
}

export function showOnMap(map, state, event) {
  const at = isOnMap(state.scene, event) ? point(event.at) : map.getCenter();
  const others = event.at ? incidentsAt(state, sameSpot(state.scene, event)).filter((each) => each !== event) : [];
  const alike = [event, ...others];
  openSheet(map, at, () => make("div", { class: "sheet" }, evidenceList(state.scene, alike, live.select)), event.place, event.id);
}

/* "3 reports shown", and under filters "3 reports shown, of 12 reports": a filter never hides that something is hidden. */
function countWords(state, without) {
  const { counted, all } = shownNow(state);
  if (state.scene.incidents.length === 0 && state.scene.feeds.some((feed) => feed.counted)) {
    return say("script.only_counted");
  }
  const shown = say("script.reports_shown", { reports: amountWords(counted) });
  const told = all.incidents > counted.incidents ? say("script.hidden", { shown, all: amountWords(all) }) : shown;
  return without.length ? say("script.without_date", { shown: told, reports: reportWords(without) }) : told;
}

/* Latest day first; within a day as the scene orders them. Undated reports stand at the end, under their own head. */
export function drawReports(map, state) {
  const list = byId("reports-list");
  const more = byId("reports-more");
  const expanded = new Set();
  const step = window.matchMedia("(max-width: 820px)").matches ? STEP.narrow : STEP.wide;
  let limit = step;

  function draw() {
    const { latest } = shownNow(state);
    const without = undatedIncidents(state);
    const dated = Array.from(latest.subarray(0, limit), (number) => state.scene.incidents[number]);
    const all = latest.length + without.length;
    const items = [];
    let head = null;
    for (const event of [...dated, ...without].slice(0, limit)) {
      const words = event.lastNumber === undefined ? say("script.no_date") : dayWords(event.lastNumber);
      if (words !== head) {
        items.push(make("li", { class: "day-head" }, make("h3", null, words)));
        head = words;
      }
      items.push(item(map, state, event, expanded));
    }
    if (items.length === 0 && isFiltered(state)) {
      items.push(make("li", { class: "day-head" }, make("p", { class: "count" }, say("script.nothing_fits"))));
    }
    list.replaceChildren(...items);
    byId("reports-count").textContent = countWords(state, without);
    more.hidden = all <= limit;
    more.textContent = say("script.show_more", { n: Math.min(step, Math.max(0, all - limit)) });
  }

  /* Opens a report in the list, if it is shown at all. */
  live.revealReport = function (id) {
    const place = [...visibleIncidents(state), ...undatedIncidents(state)].findIndex((event) => event.id === id);
    if (place >= 0) {
      expanded.add(id);
      limit = Math.max(limit, place + 1);
      draw();
      [...list.querySelectorAll("li[data-event]")].find((each) => /** @type {HTMLElement} */ (each).dataset.event === id)?.scrollIntoView({ block: "nearest" });
      live.select(id);
    }
  };

  live.revealList = () => {
    byId("reports").scrollIntoView({ block: "start" });
    byId("reports").focus({ preventScroll: true });
  };
  more.addEventListener("click", () => {
    limit += step;
    draw();
  });
  draw();
  state.onChange(() => {
    limit = step;
    draw();
  });
}

/* Places with a point that the base map does not reach, as buttons in its corner. */
export function drawAbroad(map, state) {
  const box = byId("abroad");
  const abroad = state.scene.spots.map((spot) => spot.at !== undefined && !isOnMap(state.scene, spot));

  function draw() {
    const found = new Map();
    for (const event of incidentsAt(state, (spot) => abroad[spot]).reverse()) {
      found.set(event.place, [event, ...(found.get(event.place) || [])]);
    }
    const buttons = [...found.entries()].slice(0, ABROAD).map(([place, events]) => {
      const button = make("button", { type: "button" }, place, make("span", { class: "number" }, numeral(events.length)));
      const content = () => make("div", { class: "sheet" }, make("h2", { class: "spot" }, place), evidenceList(state.scene, events, live.select));
      button.addEventListener("click", () => openSheet(map, map.getCenter(), content, place, events[0].id));
      return button;
    });
    box.hidden = buttons.length === 0;
    box.replaceChildren(make("span", { class: "abroad-head" }, say("script.outside")), ...buttons);
  }
  draw();
  state.onChange(draw);
}

/* Made once the texts are there, and no longer than anybody reads: `items` makes list items of the first rows. */
function fill(scene, name, words, rows, items, file) {
  byId(name).hidden = rows.length === 0;
  byId(name + "-head").textContent = words;
  const draw = () => {
    const rest = rows.length - MOST;
    const more = rest > 0 ? [make("li", { class: "when" }, say("script.more_in_file", { n: rest, file }))] : [];
    byId(name + "-list").replaceChildren(...items(rows.slice(0, MOST)), ...more);
  };
  scene.texts.whenOpen(draw);
}

/* What a problem says: its message where that is in the page's language, else the material that it quotes. */
function problemItem(each) {
  const values = (each.material || "").split("\n").filter((value) => value !== "");
  const told = each.message ? [english(each.message)] : values.flatMap((value, place) => [place > 0 ? " · " : "", make("bdi", null, value)]);
  const where = each.where ? [make("bdi", { class: "when" }, each.where)] : [];
  return where.length + told.length > 0 ? make("li", null, ...where, ...told) : null;
}

/** Some of the problems by kind, the kind with most in all first: what it means and how many there are, then each one. */
function problemGroups(scene, problems) {
  const groups = Object.keys(scene.problemKinds).map((kind) => ({
    ...scene.problemKinds[kind],
    rows: problems.filter((each) => each.kind === kind),
    all: scene.problems.filter((each) => each.kind === kind).length,
  }));
  groups.sort((one, other) => other.all - one.all);
  return groups.map(({ label, said, rows, all }) =>
    make("li", { class: "kind-of-problem" }, make("strong", null, label), make("span", { class: "number" }, numeral(all)), make("p", null, said), make("ul", null, ...rows.map(problemItem))),
  );
}

/** Who held how much at the opening, and where that is from. */
function openingNote(scene) {
  const note = scene.openingNote ? make("bdi", null, scene.openingNote) : "";
  return scene.openingHolds ? [say("script.opening_holds", { held: scene.openingHolds }) + " ", note] : [note];
}

export function drawFindings(scene) {
  const unplaced = scene.incidents.filter((event) => event.spot === undefined);
  const inBrackets = (words) => say("script.in_brackets", { words });
  const unplacedItem = (event) => make("li", null, make("strong", null, event.tag), " " + inBrackets(event.when) + ": ", make("bdi", null, event.row || event.quote.join("")));
  const missing = say("script.without_place", { reports: reportWords(unplaced) });
  const faults = say("script.in_the_material", { problems: say("amount.problems", { n: scene.problems.length }) });
  fill(scene, "unplaced", missing, unplaced, (rows) => rows.map(unplacedItem), "events.geojson");
  fill(scene, "problems", faults, scene.problems, (rows) => problemGroups(scene, rows), "problems.jsonl");
  byId("problems-file").textContent = say("script.problems_file", { file: "problems.jsonl" });
  byId("nothing-missing").hidden = unplaced.length + scene.problems.length > 0;
  const outlets = new Set();
  const { source, reportedBy } = scene.tables.documents.columns;
  reportedBy.values.forEach((names) => names.split(", ").forEach((name) => outlets.add(name)));
  source.codes.forEach((code, row) => code !== 0 && reportedBy.codes[row] === 0 && outlets.add(source.values[code - 1]));
  const names = [...outlets].sort();
  const named = (/** @type {number} */ most) => say(names.length > most ? "script.sources_more" : "script.sources", { names: joined(names.slice(0, most)), n: names.length - most });
  byId("outlets").textContent = names.length ? " · " + named(names.length > 3 ? 2 : 3) : "";
  byId("outlets").dataset.all = names.length ? " · " + named(MOST_OUTLETS) : ""; // a picture that is taken along names them
  byId("opening-note").replaceChildren(...openingNote(scene));
}
