/* The story of the day shown: what changed on it, what changed last, and the headline that says so. The sentences come from Python
   (`maps/headlines.py`); here only days without a change are worded. */
import { byId, make } from "./core.js";
import { deadOf, deadWords } from "./course.js";
import { counted, dayNumber, holding } from "./state.js";
import { holders } from "./tallies.js";
import { dayWords, longDayWords, say, shortDayWords } from "./words.js";

const HANDS = ["taken", "retaken", "lost"];

/**
 * What changed on a day, if anything did.
 * @param {import("./types.js").Scene} scene
 * @param {number} day
 * @returns {import("./types.js").StoryDay | undefined}
 */
export function entryOf(scene, day) {
  return scene.story.find((entry) => entry.number === day);
}

/**
 * The last day of change up to a day, that day included.
 * @param {import("./types.js").Scene} scene
 * @param {number} day
 * @returns {import("./types.js").StoryDay | undefined}
 */
export function lastEntry(scene, day) {
  return scene.story.filter((entry) => entry.number <= day).pop();
}

/** How many counted units the side at the foot of the chart holds at the end of a day. */
export function heldOn(scene, day) {
  const [foot] = holders(scene);
  const rows = scene.provinces.map(({ assessed }) => counted(holding(assessed, day))[0]);
  return foot === undefined ? 0 : rows.filter((side) => side === foot).length;
}

/** The days on which counted units changed hands, as day numbers; without any, those on which anything changed. */
export function daysOfChange(scene) {
  const some = scene.story.filter((entry) => entry.hands > 0);
  return (some.length ? some : scene.story).map((entry) => entry.number);
}

/**
 * Province -> the change of hands that it had last up to a day, with the number of that day.
 * @param {import("./types.js").Scene} scene
 * @param {number} day
 * @returns {Map<string, { change: import("./types.js").Change, number: number }>}
 */
export function lastChanges(scene, day) {
  const found = new Map();
  for (const entry of scene.story) {
    if (entry.number <= day) {
      for (const change of entry.changes) {
        if (change.iso !== undefined && HANDS.includes(change.kind)) {
          found.set(change.iso, { change, number: entry.number });
        }
      }
    }
  }
  return found;
}

/** Whether anything is known of who holds what: without it there is nothing to count. */
export function hasHolders(scene) {
  return scene.story.length > 0 || holders(scene).length > 0;
}

function ofEvents(state) {
  const { scene, index } = state;
  if (index.size === 0 && scene.feeds.length === 0) {
    const documents = say("amount.documents", { n: scene.documents.length });
    const problems = say("amount.problems", { n: scene.problems.length });
    return { head: say("story.nothing"), lines: [say("story.nothing_why", { documents, problems })] };
  }
  const sentences = (...words) => words.filter((each) => each !== "").map((each) => say("story.sentence", { words: each }));
  if (scene.feeds.length > 0) {
    return { head: sentences(scene.material, deadWords(deadOf(scene))).join(" "), lines: sentences(scene.title) }; // a feed's title is no story
  }
  return { head: scene.title, lines: sentences(scene.material) };
}

function ofDay(state) {
  const entry = entryOf(state.scene, state.day);
  if (entry) {
    return { head: entry.headline, lines: entry.lines };
  }
  const last = lastEntry(state.scene, state.day);
  const moved = state.scene.story.filter((each) => each.moved && each.number <= state.day).pop() || last;
  const later = (last && last.later ? last.later : []).filter((each) => dayNumber(each.day) <= state.day).pop();
  const holds = later ? later.holds : last ? last.holds : "";
  const lines = [moved ? say("story.last_change", { day: dayWords(moved.number), names: moved.names }) : say("story.no_change_yet")];
  return { head: [state.scene.noChange, holds].join(" ").trim(), lines };
}

/**
 * The headline and the line under it, for the day shown; and the way to the last day.
 * @param {import("./types.js").State} state
 */
export function drawHeadline(state) {
  const latest = byId("latest");
  const show = () => {
    const { head, lines } = hasHolders(state.scene) ? ofDay(state) : ofEvents(state);
    byId("headline").textContent = head;
    const said = lines.map((line) => " " + line).join("");
    byId("standfirst").replaceChildren(
      state.day === undefined ? "" : make("strong", null, say("story.sentence", { words: longDayWords(state.day) })),
      said + " ",
      make("strong", { class: "promise" }, say("script.not_verified")),
    );
    latest.hidden = state.day === state.lastDay;
    byId("title").parentElement.dataset.told = hasHolders(state.scene) ? "" : "head"; // no title twice
  };
  if (state.day === undefined) {
    show();
    return;
  }
  latest.textContent = say("script.latest", { day: shortDayWords(state.lastDay) });
  latest.addEventListener("click", () => state.change({ day: state.lastDay }));
  show();
  state.onChange(show);
}
