/* "Suggest a correction": a row for the decisions file (docs/decisions_file.md) about one report, to copy or to take along. The page itself changes
   nothing and sends nothing. */
import { csvLines, save, text } from "./cells.js";
import { make } from "./core.js";
import { names, say } from "./words.js";

/* What can be wrong with a report, each with an example of its value; the last needs none: the report does not count. */
const EXAMPLES = {
  day: "2021-08-08",
  place: "AF-KDZ",
  unit: "province AF-KDZ",
  tag: "armed_clash",
  mode: "negated",
  actor: "taliban",
  taker: "taliban",
  loser: "government",
  fatalities: "10-14",
  injured: "10-14",
  reject: "",
};
const COLUMNS = ["action", "target_event_id", "document", "quote", "field", "value", "author", "reason", "decided_at", "target_action"];
const BY_WORDS = new Set(["document", "quote", "target_action"]); // columns by which a report is found once its id has changed

/** @typedef {Record<string, string | undefined>} Row */

/* A basic string of TOML: the escapes of JSON, but half a letter is none, and DEL is to be escaped. */
function tomlString(words) {
  const whole = words.replace(/\p{Surrogate}/gu, "\ufffd");
  return JSON.stringify(whole).replace(/\u007f/g, "\\u007f");
}

/**
 * The row as a table of `decisions.toml`.
 * @param {Row} row
 */
export function decisionToml(row) {
  const lines = COLUMNS.filter((name) => row[name]).map((name) => name + " = " + (name === "decided_at" ? row[name] : tomlString(row[name] || "")));
  return ["[[decision]]", ...lines].join("\n") + "\n";
}

/**
 * The row as a `decisions.csv` of its own.
 * @param {Row} row
 */
export function decisionCsv(row) {
  return csvLines(COLUMNS, [COLUMNS.map((name) => row[name] || null)]);
}

/**
 * What a reader filled in, as a row about a report: found by its id, and by its words where it has an address.
 * @param {import("./types.js").Scene} scene
 * @param {import("./types.js").Report} report
 * @param {{ choice: string, value: string, author: string, reason: string, today: string }} given
 * @returns {Row}
 */
export function decisionRow(scene, report, { choice, value, author, reason, today }) {
  const rejects = choice === "reject";
  const { url } = (report.document !== undefined && scene.documents[report.document]) || {};
  const words = report.quote.join("");
  /** @type {Row} */
  const row = {
    action: rejects ? "reject" : "correct",
    target_event_id: report.id,
    document: url,
    quote: words,
    field: rejects ? undefined : choice,
    value: rejects ? undefined : value,
    author,
    reason,
    decided_at: today,
    target_action: report.type,
  };
  const found = Boolean(url && words && !report.row);
  return Object.fromEntries(Object.entries(row).filter(([name, each]) => each && (found || !BY_WORDS.has(name))));
}

/** @typedef {[value: string, words: string]} Choice */

let lists = 0; // a list of proposals is known by its id

/**
 * The values that a field may have, with their words; `isFree` where any other name may stand there as well.
 * @param {import("./types.js").Scene} scene
 * @param {string} name
 * @returns {{ choices: Choice[], isFree: boolean }}
 */
export function choicesOf(scene, name) {
  const sides = () => {
    const known = names("side").filter((side) => side !== "other");
    const others = Object.keys(scene.sides).filter((side) => !known.includes(side));
    return /** @type {Choice[]} */ ([...known.map((side) => [side, say("side." + side)]), ...others.map((side) => [side, scene.sides[side].label])]);
  };
  const provinces = scene.provinces;
  switch (name) {
    case "tag":
      return { choices: names("tag").map((tag) => [tag, say("tag." + tag)]), isFree: false };
    case "mode":
      return { choices: names("mode").map((mode) => [mode, mode === "actual" ? say("script.happened") : say("mode." + mode)]), isFree: false };
    case "taker":
    case "loser":
      return { choices: [...sides(), ["none", say("suggest.nobody")]], isFree: false };
    case "actor":
      return { choices: sides(), isFree: true };
    case "place":
      return { choices: provinces.map(({ iso, capital }) => [iso, capital]), isFree: true };
    case "unit":
      return { choices: provinces.flatMap(({ iso, capital, name: province }) => /** @type {Choice[]} */ ([[iso, capital], ["province " + iso, say("place.province", { name: province })]])), isFree: true };
    default:
      return { choices: [], isFree: true };
  }
}

/** The control in which a value is chosen: a list, or a line of text, which proposes what is known. */
function control(scene, name) {
  const { choices, isFree } = choicesOf(scene, name);
  const options = choices.map(([value, words]) => make("option", { value }, words));
  if (!isFree) {
    return [make("select", { name: "value" }, make("option", { value: "" }, "–"), ...options)];
  }
  const line = make("input", { type: "text", autocomplete: "off", dir: "auto", name: "value" });
  if (options.length === 0) {
    return [line];
  }
  lists += 1;
  line.setAttribute("list", "proposals-" + lists);
  return [line, make("datalist", { id: "proposals-" + lists }, ...options)];
}

function field(words, control, ...more) {
  return make("label", null, make("span", null, words), control, ...more);
}

function form(scene, report) {
  const choice = make("select", null, ...Object.keys(EXAMPLES).map((name) => make("option", { value: name }, say("suggest." + name))));
  const [author, reason] = ["author", "reason"].map((name) => make("input", { type: "text", autocomplete: "off", dir: "auto", name }));
  let [value, ...proposals] = control(scene, choice.value);
  const box = make("span", null, value, ...proposals);
  const example = make("code", { dir: "ltr" });
  const lines = make("textarea", { readonly: true, dir: "ltr", rows: "8", spellcheck: "false", "aria-label": say("suggest.row") });
  const [copy, toml, csv] = [say("suggest.copy"), "TOML", "CSV"].map((words) => make("button", { type: "button", class: "linkish" }, words));
  const hint = make("span", { class: "when" }, say("suggest.example") + " ", example);
  const valueField = field(say("suggest.value"), box, hint);
  const said = make("p", { class: "when", role: "status" });
  const row = () => decisionRow(scene, report, { choice: choice.value, value: value.value.trim(), author: author.value.trim(), reason: reason.value.trim(), today: new Date().toISOString().slice(0, 10) });
  const show = () => {
    const wanted = EXAMPLES[choice.value] === "" ? [author, reason] : [value, author, reason];
    const missing = wanted.some((each) => each.value.trim() === "");
    valueField.hidden = EXAMPLES[choice.value] === "";
    example.textContent = EXAMPLES[choice.value];
    hint.hidden = value.tagName === "SELECT";
    lines.value = decisionToml(row());
    [copy, toml, csv].forEach((each) => {
      each.disabled = missing;
    });
    said.textContent = missing ? say("suggest.missing") : "";
  };
  const choose = () => {
    [value, ...proposals] = control(scene, choice.value);
    box.replaceChildren(value, ...proposals);
    show();
  };
  choice.addEventListener("input", choose);
  [box, author, reason].forEach((each) => each.addEventListener("input", show));
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(lines.value);
      said.textContent = say("script.copied");
    } catch {
      lines.select(); // without the right to the clipboard the reader copies
    }
  });
  toml.addEventListener("click", () => save(text("application/toml", lines.value), "decisions.toml"));
  csv.addEventListener("click", () => save(text("text/csv", decisionCsv(row())), "decisions.csv"));
  show();
  return make(
    "div",
    { class: "suggest-form" },
    field(say("suggest.what"), choice),
    valueField,
    field(say("suggest.author"), author),
    field(say("suggest.reason"), reason),
    lines,
    make("p", null, copy, " · ", toml, " · ", csv),
    said,
    make("p", { class: "when" }, say("suggest.note")),
  );
}

/** The fold in a report's details that opens to the form. */
export function suggestion(scene, report) {
  const more = make("details", { class: "fold suggest" }, make("summary", null, say("suggest.head")));
  more.addEventListener("toggle", () => more.open && more.childElementCount === 1 && more.append(form(scene, report)));
  return more;
}
