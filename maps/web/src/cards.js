/* The right column of a day: a card for each change with its sentence and what it rests on, and what else was told that day. */
import { byId, make } from "./core.js";
import { decided, evidence, feedRow, languageOf, originOf, tellings, toldAgain } from "./evidence.js";
import { live } from "./live.js";
import { incidentOf, shownNow } from "./shown.js";
import { entryOf, hasHolders } from "./story.js";
import { symbol } from "./symbols.js";
import { dayWords, numeral, say } from "./words.js";

const LONGEST = 330; // letters of a sentence in a card; the whole one stands behind it

/** The sentence that tells of it, long ones cut around the words that do; the row of a feed is no sentence and no quote. */
function sentence(scene, event) {
  if (event.row) {
    return feedRow(event);
  }
  const [before, marked, after] = tellings(event).quote;
  const written = scene.documents[event.document] || {};
  const whole = before.length + marked.length + after.length;
  const cut = marked && whole > LONGEST;
  const lead = cut && before.length > LONGEST / 2 ? "…" + before.slice(-LONGEST / 2).replace(/^\S*\s/, "") : before;
  const tail = cut && after.length > LONGEST / 2 ? after.slice(0, LONGEST / 2).replace(/\s\S*$/, "") + "…" : after;
  return make("blockquote", { dir: "auto", lang: languageOf(written) }, lead, marked ? make("mark", null, marked) : "", tail);
}

/** Who says so, where, when, with the way to it. */
function credit(scene, event) {
  const parts = [];
  if (event.saidBy) {
    parts.push(make("strong", null, make("bdi", null, event.saidBy)), " · ");
  }
  return make("p", { class: "credit" }, ...parts, ...originOf(scene, event));
}

/** The other reports of a change: an article once, and each row of a feed, which is no article. */
function others(scene, first, events) {
  const incident = incidentOf(scene, first);
  const all = [...events, ...(incident ? incident.reports : [])];
  const origin = (event) => event.row || event.document;
  const seen = new Set([origin(first)]);
  return all.filter((event) => event !== first && (origin(event) === undefined || !seen.has(origin(event))) && seen.add(origin(event)));
}

function folded(scene, rest) {
  if (rest.length === 0) {
    return "";
  }
  const words = rest.some((event) => event.row) ? "script.more_reports" : "script.more_articles";
  const more = make("details", { class: "one" }, make("summary", null, say(words, { n: rest.length })));
  more.addEventListener("toggle", () => {
    if (more.open && more.childElementCount === 1) {
      more.append(...rest.map((event) => make("div", { class: "telling" }, sentence(scene, event), credit(scene, event))));
    }
  });
  return more;
}

function how(scene, event) {
  const more = make("details", { class: "one how-read" }, make("summary", null, say("script.how_read")));
  more.addEventListener("toggle", () => more.open && more.childElementCount === 1 && more.append(evidence(scene, event, false, true)));
  return more;
}

function card(scene, change, onProvince, onUnit) {
  const [first] = change.evidence;
  const province = scene.provinces.find((each) => each.iso === change.iso);
  const unit = scene.units.find((each) => each.id === change.id && each.unit === change.unit);
  const name = make("button", { type: "button", class: "linkish" }, change.title);
  name.addEventListener("click", () => (province ? onProvince(province) : onUnit(unit)));
  const head = make("h3", null, make("span", { class: "dab look-" + (change.look || "none"), "aria-hidden": "true" }), name);
  const badge = make("span", { class: "badge-words badge-" + change.badge }, change.badgeWords);
  const folds = (/** @type {any} */ event) => make("div", { class: "folds" }, toldAgain(scene, event), folded(scene, others(scene, event, change.evidence)), how(scene, event));
  const body = first ? [sentence(scene, first), credit(scene, first), folds(first)] : [];
  return make("li", { class: "card", "data-unit": change.iso || change.name, "data-kind": change.kind }, head, badge, ...decided(scene, change), ...body);
}

function drawChanged(state, onProvince, onUnit) {
  const entry = entryOf(state.scene, state.day);
  byId("changed").hidden = entry === undefined;
  if (entry) {
    byId("changed-head").textContent = say("script.what_changed", { day: dayWords(entry.number), n: entry.changes.length });
    byId("changed-list").replaceChildren(...entry.changes.map((change) => card(state.scene, change, onProvince, onUnit)));
  }
}

/** What else is shown, by kind: each line filters to that kind. `alsoWords` heads what stands beside the changes of a day. */
function drawAlso(state, alsoWords) {
  const { scene, index } = state;
  const entry = entryOf(scene, state.day);
  const told = new Set((entry ? entry.changes : []).flatMap((change) => change.evidence).map((event) => incidentOf(scene, event)));
  const numbers = new Map();
  for (const number of shownNow(state).latest) {
    if (!told.has(scene.incidents[number])) {
      numbers.set(index.group[number], (numbers.get(index.group[number]) || 0) + 1);
    }
  }
  const lines = [...numbers.keys()].sort((a, b) => a - b).map((group) => {
    const { id, label } = scene.groups[group];
    const button = make("button", { type: "button", class: "also-kind" }, symbol(id, false), make("span", null, label), " ", make("span", { class: "number" }, numeral(numbers.get(group))));
    button.addEventListener("click", () => {
      state.change({ filters: { ...state.filters, tag: "g." + id } });
      live.revealList();
    });
    return make("li", null, button);
  });
  byId("also-head").textContent = entry ? alsoWords : say("script.also_kinds");
  byId("also").hidden = lines.length === 0 || state.filters.search !== "" || !hasHolders(scene); // without cards the chips above say the same
  byId("also-list").replaceChildren(...lines);
}

/**
 * @param {import("./types.js").State} state
 * @param {(province: import("./types.js").Province) => void} onProvince
 * @param {(unit: import("./types.js").Unit) => void} onUnit
 */
export function drawCards(state, onProvince, onUnit) {
  let shown = "";
  const alsoWords = byId("also-head").textContent;
  const draw = () => {
    const key = state.day + " " + state.scene.texts.isOpen;
    if (key !== shown) {
      shown = key;
      drawChanged(state, onProvince, onUnit);
    }
    drawAlso(state, alsoWords);
  };
  draw();
  state.onChange(draw);
}

