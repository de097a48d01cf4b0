/* Small maps of the days of change: a row under the chart, each a button that goes to its day. */
import { byId, make, makeSvg } from "./core.js";
import { holding } from "./state.js";
import { fillClass } from "./base.js";
import { entryOf, heldOn } from "./story.js";
import { numeral, say, shortDayWords } from "./words.js";

const MOST = 12;
const WIDTH = 72;
const HEIGHT = 50;
const WEST = 60.4;
const NORTH = 38.6;
const SCALE = WIDTH / 14.6; // pixels per degree of longitude
const SQUEEZE = 1.2; // of a degree of latitude against one of longitude, at 34 degrees north

/** A province's outline in a few points: those nearer than a pixel to the one before are left out. */
function smallPath(outline) {
  const polygons = outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
  const parts = [];
  for (const [ring] of polygons) {
    /** @type {number[] | null} */
    let last = null;
    const points = [];
    for (const [east, north] of ring) {
      const [x, y] = [(east - WEST) * SCALE, (NORTH - north) * SCALE * SQUEEZE];
      if (last === null || Math.hypot(x - last[0], y - last[1]) > 1.1) {
        last = [x, y];
        points.push(x.toFixed(1) + " " + y.toFixed(1));
      }
    }
    if (points.length > 2) {
      parts.push("M" + points.join("L") + "Z");
    }
  }
  return parts.join("");
}

/** The days that are drawn: where there are too many, those with most changes, in the order of time. */
function chosen(scene) {
  const isDrawn = (change) => change.iso !== undefined && !change.kind.startsWith("said_"); // what is only said to be disputed changes no fill
  const days = scene.story.filter((entry) => entry.changes.some(isDrawn));
  const most = days.slice().sort((a, b) => b.hands - a.hands || a.number - b.number).slice(0, MOST);
  return most.sort((a, b) => a.number - b.number);
}

function picture(scene, paths, day) {
  const entry = entryOf(scene, day);
  const changed = new Map((entry ? entry.changes : []).filter((change) => ["taken", "retaken"].includes(change.kind)).map((change) => [change.iso, change]));
  const shapes = scene.provinces.map((province, number) => {
    const change = changed.get(province.iso);
    const classes = change && change.look ? "deep-" + change.look : fillClass(scene, holding(province.assessed, day)).replace("fill-", "flat-");
    return makeSvg("path", { d: paths[number], class: classes });
  });
  return makeSvg("svg", { viewBox: "0 0 " + WIDTH + " " + HEIGHT, "aria-hidden": "true", focusable: "false" }, ...shapes);
}

/**
 * @param {import("./types.js").State} state
 * @param {(day: number) => void} go
 */
export function drawMinis(state, go) {
  const { scene } = state;
  const days = chosen(scene);
  byId("minis").hidden = days.length < 2;
  if (days.length < 2) {
    return;
  }
  const paths = scene.provinces.map((province) => smallPath(province.outline));
  const buttons = days.map((entry) => {
    const words = shortDayWords(entry.number);
    const held = numeral(heldOn(scene, entry.number));
    const label = say("script.mini", { day: words + " " + held, headline: entry.headline });
    const button = make("button", { type: "button", "aria-label": label }, picture(scene, paths, entry.number), make("span", { class: "mini-words" }, make("span", null, words), " ", make("b", null, held)));
    button.addEventListener("click", () => go(entry.number));
    return button;
  });
  byId("minis").replaceChildren(...buttons.map((button) => make("li", null, button)));
  const show = () =>
    buttons.forEach((button, number) => {
      const isNow = days[number].number === state.day;
      button.setAttribute("aria-current", isNow ? "date" : "false");
    });
  show();
  state.onChange(show);
}
