/* A page of one article: its sentences in order, those that reports were read from and those that nothing was read from, beside the map of what it tells. */
import { byId, make } from "./core.js";
import { languageOf } from "./evidence.js";
import { incidentOf } from "./shown.js";
import { isOnMap } from "./places.js";
import { symbol } from "./symbols.js";
import { say } from "./words.js";

const NEAREST = 8; // zoom: a single town is shown with what lies around it

/**
 * One sentence; the reports read from it are buttons under it.
 * @param {import("./types.js").Scene} scene
 * @param {{ text: string, events?: number[] }} told
 * @param {string | undefined} lang
 * @param {(incident: import("./types.js").Report) => void} onReport
 */
function item(scene, { text, events }, lang, onReport) {
  const incidents = [...new Set((events || []).map((number) => incidentOf(scene, scene.events[number])))].filter((each) => each !== undefined);
  const buttons = incidents.map((incident) => {
    const button = make("button", { type: "button", class: "linkish read-as" }, symbol(incident.group, Boolean(incident.mode)), make("span", null, incident.tag));
    button.addEventListener("click", () => onReport(incident));
    return button;
  });
  return make("li", { class: incidents.length ? "used" : "unused" }, make("span", { lang, dir: "auto" }, text), ...buttons);
}

/**
 * @param {import("./types.js").Scene} scene
 * @param {(incident: import("./types.js").Report) => void} onReport
 */
export function drawArticle(scene, onReport) {
  const { article } = scene;
  byId("article").hidden = article === undefined;
  if (article) {
    const lang = languageOf(scene.documents[0]);
    const used = article.filter((each) => each.events).length;
    byId("article-words").textContent = say("script.article_used", { used, all: article.length });
    byId("article-list").replaceChildren(...article.map((each) => item(scene, each, lang, onReport)));
  }
}

/** Goes to the provinces that the article tells of, where they take less than the country; elsewhere the map stays. */
export function goToArticle(map, scene) {
  const told = new Set(scene.article ? scene.incidents.filter((each) => isOnMap(scene, each)).map((each) => each.province) : []);
  const outlines = scene.provinces.filter((each) => told.has(each.iso)).map((each) => each.outline);
  if (outlines.length > 0) {
    const bounds = L.geoJSON(/** @type {any} */ (outlines)).getBounds().pad(0.05);
    const zoom = Math.min(NEAREST, map.getBoundsZoom(bounds));
    if (zoom > map.getZoom()) {
      map.setView(bounds.getCenter(), zoom, { animate: false });
    }
  }
}
