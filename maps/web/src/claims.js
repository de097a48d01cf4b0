/* The stated counts: what was said, by whom, what the evidence names of it, what it does not, and which places could be meant. A candidate is never a
   holder. */
import { byId, make } from "./core.js";
import { howRead, languageOf, originOf } from "./evidence.js";
import { dayNumber, sideLabel } from "./state.js";
import { say } from "./words.js";

const LATEST = 3;

/* The last total stated of a side up to the day shown; of one day's, the highest. */
function standing(state, side) {
  const found = state.scene.claims.filter((claim) => claim.side === side && claim.stated !== undefined && dayNumber(claim.asOf) <= state.day);
  return found.reduce((best, claim) => {
    const isLater = best === null || claim.asOf > best.asOf || (claim.asOf === best.asOf && claim.count > best.count);
    return isLater ? claim : best;
  }, null);
}

function claimant(claim) {
  return claim.claimant || say("script.not_said_by_whom");
}

/* "stated by AP: 5", under the side's own count; with its day where that is not the day shown. */
export function statedLine(state, side) {
  const claim = standing(state, side);
  if (claim === null) {
    return "";
  }
  const members = { who: claimant(claim), count: claim.stated, day: claim.asOfWords };
  const key = dayNumber(claim.asOf) === state.day ? "script.stated" : "script.stated_on";
  return make("span", { class: "stated" }, say(key, members));
}

function fact(name, ...content) {
  return [make("dt", null, name), make("dd", null, ...content)];
}

function details(scene, claim) {
  const written = scene.documents[claim.document] || {};
  const units = [
    ...(claim.namedWords ? fact(say("script.named"), claim.namedWords) : []),
    ...(claim.candidateWords ? fact(say("script.candidates"), say("script.one_of", { n: claim.notNamed, names: claim.candidateWords })) : []),
  ];
  return [
    make("blockquote", { dir: "auto", lang: languageOf(written) }, claim.quote),
    make("p", { class: "when" }, claim.why),
    make(
      "dl",
      { class: "facts" },
      ...units,
      ...fact(say("script.source"), ...originOf(scene, claim)),
    ),
    howRead(claim),
  ];
}

function item(scene, claim) {
  const said = { side: sideLabel(scene, claim.side), count: claim.words, day: claim.asOfWords };
  const verdict = { verdict: claim.verdictWords, named: claim.named, missing: claim.notNamed };
  const more = make("details", { class: "one" }, make("summary", null, say("script.the_words")));
  more.addEventListener("toggle", () => more.open && more.childElementCount === 1 && more.append(...details(scene, claim)));
  return make(
    "li",
    { "data-verdict": claim.verdict },
    make("strong", null, make("bdi", null, claimant(claim))),
    ": " + say(claim.asOfWords ? "script.claimed_on" : "script.claimed", said),
    make("span", { class: "verdict" }, say("script.verdict", verdict)),
    more,
  );
}

/* The counts stated up to the day shown, the latest first. */
export function drawClaims(state) {
  const made = state.scene.claims.filter((claim) => claim.asOf === undefined || dayNumber(claim.asOf) <= state.day).reverse();
  byId("claims").hidden = made.length === 0;
  const list = (claims) => make("ul", { class: "claims" }, ...claims.map((claim) => item(state.scene, claim)));
  const older = made.slice(LATEST);
  const rest = older.length ? [make("details", null, make("summary", null, say("amount.earlier_counts", { n: older.length })), list(older))] : [];
  byId("claims-body").replaceChildren(list(made.slice(0, LATEST)), ...rest);
}
