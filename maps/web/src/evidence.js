/* The evidence of an incident and of each of its reports: what, who, when, where and how well known, the quote, who said it, and by which rule it was read. */
import { english, link, make } from "./core.js";
import { marked } from "./records.js";
import { suggestion } from "./suggest.js";
import { symbol } from "./symbols.js";
import { language, say } from "./words.js";

const MOST = 40; // in one sheet
const CONTEXT = 32; // a quote's prefix and suffix are cut at this length, most often within a word

function fact(name, ...content) {
  return [make("dt", null, name), make("dd", null, ...content)];
}

/* The language of what a document says; empty, that is unknown, where the document does not name it and the page is not English. */
export function languageOf(written) {
  return written.language || (language().code === "en" ? undefined : "");
}

/** A feed's row is no quote: which row it is stands first, then what it says of itself. */
export function feedRow(event) {
  const notes = event.quote.join("");
  return make("div", { class: "feed-row" }, make("p", { class: "row-of", dir: "auto" }, event.row), notes ? make("p", { class: "notes", dir: "auto" }, notes) : "");
}

/**
 * The sentence that tells of it, in three parts with the marked words in the middle, and the other sentences of its document that do: where a headline
 * tells it first, the sentence of the body comes before it.
 */
export function tellings(event) {
  const again = event.again ? event.again.split("\n") : [];
  const [place, start, end] = event.body || [];
  if (place === undefined || again[place] === undefined) {
    return { quote: event.quote, rest: again, isFirst: true };
  }
  return { quote: marked(again[place], start, end - start), rest: [event.quote.join(""), ...again.filter((_, number) => number !== place)], isFirst: false };
}

function quote(scene, event) {
  if (event.row) {
    return feedRow(event);
  }
  const { quote, isFirst } = tellings(event);
  const [before, marks, after] = quote;
  const around = (/** @type {string} */ text) => (text ? make("span", { class: "around" }, text) : "");
  const { prefix = "", suffix = "" } = isFirst ? event : {};
  const lead = prefix.length < CONTEXT ? prefix : "…" + prefix.replace(/^\S*\s/, "");
  const tail = suffix.length < CONTEXT ? suffix : suffix.replace(/\s\S*$/, "") + "…";
  return make(
    "blockquote",
    { dir: "auto", lang: languageOf(scene.documents[event.document] || {}) },
    around(lead),
    make("span", { class: "exact" }, before, marks ? make("mark", null, marks) : "", after),
    around(tail),
  );
}

/** The other sentences of the same document that tell of it, folded. */
export function toldAgain(scene, event) {
  const sentences = event.again ? tellings(event).rest : [];
  if (sentences.length === 0) {
    return "";
  }
  const more = make("details", { class: "fold again" }, make("summary", null, say("script.told_again", { n: sentences.length })));
  const lang = languageOf(scene.documents[event.document] || {});
  more.append(...sentences.map((words) => make("blockquote", { dir: "auto", lang }, words)));
  return more;
}

export function originOf(scene, event) {
  const written = scene.documents[event.document] || {};
  const isDemo = (written.source || event.source || "").startsWith("conflictmap-") && Boolean(written.retold || event.retold);
  const demo = written.reportedBy ? say("script.demo_after", { who: written.reportedBy }) : say("script.demo");
  const name = isDemo ? demo : written.source || event.source || say("script.source_not_named");
  /** @type {(Node | string)[]} */
  const parts = [make("bdi", null, written.url ? link(written.url, written.title || name) : written.title || name)];
  const comma = language().join;
  if (written.title) {
    parts.push(comma, make("bdi", null, name));
  }
  if (written.published) {
    parts.push(comma, say("script.published", { day: written.published }));
  }
  const pages = written.url ? [] : written.basedOn || [];
  if (pages.length) {
    const links = pages.flatMap((address, number) => [number ? comma : " ", make("bdi", null, link(address, new URL(address).hostname.replace(/^www\./, "")))]);
    parts.push(" · " + say("script.based_on"), make("span", { class: "pages" }, ...links));
  }
  if (written.addressNotLinked) {
    parts.push(" " + say("script.not_linked", { address: written.addressNotLinked }));
  }
  return parts;
}

function retold(scene, event) {
  const written = scene.documents[event.document] || {};
  if (!event.retold && !written.retold) {
    return "";
  }
  const after = written.reportedBy ? say("script.retold_after", { who: written.reportedBy }) : say("script.retold");
  return make("p", { class: "retold" }, after);
}

function facts(scene, event) {
  const found = [];
  if (event.who) {
    found.push(...fact(say("script.who"), make("bdi", null, event.who)));
  }
  found.push(...fact(say("script.when"), event.when));
  if (event.place) {
    found.push(...fact(say("script.where"), make("bdi", null, event.place), " ", make("span", { class: "how" }, event.how)));
  } else {
    found.push(...fact(say("script.where"), say("script.not_placed")));
  }
  if (event.dead) {
    found.push(...fact(say("script.toll"), say(event.row ? "script.as_coded" : "script.as_quoted", { toll: event.dead })));
  }
  return found;
}

function voice(scene, report) {
  return [
    ...(report.row && !report.saidBy ? [] : fact(say("script.said_by"), make("bdi", null, report.saidBy || say("script.the_article")))),
    ...fact(say("script.source"), ...originOf(scene, report)),
  ];
}

function ruleOf(report) {
  const rule = fact(say("script.read_by"), make("code", { dir: "ltr" }, report.rule), report.code ? make("span", null, " · ", english("ACLED: " + report.code)) : "");
  return make("dl", { class: "facts" }, ...rule);
}

/** By which rule it was read: for those who ask, not in sight. */
export function howRead(report) {
  return make("details", { class: "fold how-read" }, make("summary", null, say("script.how_read")), ruleOf(report));
}

/* What stands under a report: the rule, folded unless `asked` says that a reader has just asked how it was read, and the way to correct it. */
function foot(scene, report, asked) {
  return make("div", null, asked ? ruleOf(report) : howRead(report), suggestion(scene, report));
}

/** What people decided about a report, a row of the ledger or a change, a sentence each. */
export function decided(scene, told) {
  return (told.decided || []).map((number) => make("p", { class: "decided", dir: "auto" }, scene.decisions[number].words));
}

function isMerged(event) {
  return event.reports !== undefined && event.reports.length > 1;
}

/* One of several reports: its words, and what it says in another way than the incident as a whole. With the first
   stand the facts that all share. */
function telling(scene, incident, report, shared, asked) {
  const other = report.when === incident.when ? [] : fact(say("script.its_date"), report.when);
  const place = report.place === undefined || report.place === incident.place ? [] : fact(say("script.its_place"), report.place);
  const toll = report.dead === undefined || report.dead === incident.dead ? [] : fact(say("script.its_toll"), say(report.row ? "script.as_coded" : "script.as_quoted", { toll: report.dead }));
  return make(
    "section",
    { class: "telling", "data-report": report.id },
    modeTag(report),
    quote(scene, report),
    toldAgain(scene, report),
    retold(scene, report),
    ...decided(scene, report),
    make("dl", { class: "facts" }, ...shared, ...voice(scene, report), ...other, ...place, ...toll),
    foot(scene, report, asked),
  );
}

function differences(event) {
  return event.differ ? make("ul", { class: "differ" }, ...event.differ.map((words) => make("li", null, words))) : "";
}

function body(scene, event, asked) {
  if (!isMerged(event)) {
    const all = make("dl", { class: "facts" }, ...facts(scene, event), ...voice(scene, event));
    return [differences(event), quote(scene, event), toldAgain(scene, event.lead || event), retold(scene, event), ...decided(scene, event), all, foot(scene, event.lead || event, asked)];
  }
  const tellings = event.reports.map((report, index) => telling(scene, event, report, index ? [] : facts(scene, event), asked));
  return [make("p", { class: "told" }, event.told), differences(event), ...tellings];
}

export function modeTag(event) {
  return event.modeWords ? make("span", { class: "mode" }, event.modeWords) : "";
}

export function disputedTag(event) {
  return event.differ ? make("span", { class: "disputed" }, say("script.reports_differ")) : "";
}

/**
 * All that is known of an incident, or of a single report.
 * @param {import("./types.js").Scene} scene
 * @param {import("./types.js").Report} event
 * @param {boolean} withHead
 * @param {boolean} [asked] whether the reader has asked how it was read
 */
export function evidence(scene, event, withHead, asked = false) {
  const head = make("h3", null, symbol(event.group, Boolean(event.mode)), make("span", null, event.tag), modeTag(event));
  return make("article", { class: "evidence", "data-event": event.id }, withHead ? head : "", ...body(scene, event, asked));
}

/* Several events as a list in which each opens to its evidence; the first is open. `onOpen` hears which one a reader opens. */
export function evidenceList(scene, events, onOpen) {
  if (events.length === 1) {
    return make("div", { class: "evidence-list" }, evidence(scene, events[0], true));
  }
  const shown = events.slice(0, MOST);
  const items = shown.map((event, index) => {
    const body = make("div", null);
    const summary = make(
      "summary",
      null,
      symbol(event.group, Boolean(event.mode)),
      make("span", { class: "what" }, event.tag, make("span", { class: "when" }, event.when), modeTag(event), disputedTag(event)),
    );
    const item = make("details", { class: "one" }, summary, body);
    const fill = () => body.firstChild || body.append(evidence(scene, event, false));
    item.addEventListener("toggle", () => item.open && fill());
    summary.addEventListener("click", () => onOpen && !item.open && onOpen(event.id));
    if (index === 0) {
      fill(); // at once: the first one is open
      item.open = true;
    }
    return item;
  });
  const rest = events.length - shown.length;
  const more = rest > 0 ? make("p", { class: "when" }, say("script.more_in_list", { n: rest })) : "";
  return make("div", { class: "evidence-list" }, ...items, more);
}
