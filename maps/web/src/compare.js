/* Two days side by side: a second map of the day to compare with, what changed hands between the two, marked on both maps and listed with its
   evidence. What counts as a change is what `conflictmap control --diff` counts. */
import { drawBase, fillClass } from "./base.js";
import { byId, make } from "./core.js";
import { swatch } from "./counts.js";
import { evidenceList } from "./evidence.js";
import { drawLabels } from "./labels.js";
import { live } from "./live.js";
import { goHome } from "./start.js";
import { counted, holding, holdingWords, sideLabel } from "./state.js";
import { byWords, dayWords, longDayWords, say } from "./words.js";

/* The rows that differ between two days, in both layers, by the name of the province: the side or state they count for, or the last holder. */
export function changesBetween(scene, first, second) {
  const found = [];
  for (const basis of ["assessed", "reported"]) {
    for (const province of scene.provinces) {
      const [before, after] = [first, second].map((day) => holding(province[basis], day));
      if (counted(before).join() !== counted(after).join() || before.side !== after.side) {
        found.push({ basis, province, before, after });
      }
    }
  }
  return found.sort((a, b) => byWords(a.province.name, b.province.name));
}

/* The two days in the order of time. */
function days(state) {
  return [state.other, state.day].sort((a, b) => a - b);
}

function words(scene, row) {
  const said = holdingWords(scene, row);
  const hasLast = row.side !== undefined && counted(row)[0] === null;
  return hasLast ? say("script.last_held", { state: said, side: sideLabel(scene, row.side) }) : said;
}

/* What stands behind a change: the reports that the later row rests on and the earlier one did not. */
function evidence({ before, after }) {
  return (after.evidence || []).filter((event) => !(before.evidence || []).includes(event));
}

/* A change that both layers tell in the same words is one line of the list. */
function gathered(scene, changes) {
  const lines = new Map();
  for (const change of changes) {
    const told = say("script.change", { before: words(scene, change.before), after: words(scene, change.after) });
    const key = change.province.iso + " " + told;
    const line = lines.get(key) || { change, told, bases: [], events: [] };
    line.bases.push(change.basis);
    line.events.push(...evidence(change).filter((event) => !line.events.includes(event)));
    lines.set(key, line);
  }
  return [...lines.values()];
}

function item(scene, { change, told, bases, events }, onProvince) {
  const { province, after } = change;
  const name = make("button", { type: "button", class: "linkish" }, province.name);
  name.addEventListener("click", () => onProvince(province));
  const body = make("details", { class: "one" }, make("summary", null, say("script.evidence", { n: events.length })));
  body.addEventListener("toggle", () => body.open && body.childElementCount === 1 && body.append(evidenceList(scene, events)));
  const said = make("div", { class: "change" }, make("strong", null, name), ": " + told, events.length ? body : "");
  return make("li", { "data-change": province.iso, "data-bases": bases.join(" ") }, swatch(fillClass(scene, after)), said);
}

function drawList(state, changes, onProvince) {
  const { scene } = state;
  const [first, second] = days(state).map((day) => dayWords(day));
  const lines = gathered(scene, changes);
  const groups = [
    ["script.both_layers", "assessed reported"],
    ["script.assessed", "assessed"],
    ["script.reported", "reported"],
  ];
  const parts = groups.flatMap(([key, bases]) => {
    const fitting = lines.filter((line) => line.bases.join(" ") === bases);
    const head = make("h3", null, say("script.layer_changes", { layer: say(key), n: fitting.length }));
    return fitting.length ? [head, make("ul", { class: "changes" }, ...fitting.map((line) => item(scene, line, onProvince)))] : [];
  });
  const nothing = changes.length ? [] : [make("p", null, say("script.no_change"))];
  byId("changes-head").textContent = say("script.changed_between", { first, second });
  byId("changes-body").replaceChildren(...nothing, ...parts);
}

/* The same state on the other day, for the second map. */
function onOtherDay(state) {
  const members = { day: { get: () => (state.other === null ? state.day : state.other) }, shown: { value: null, writable: true } };
  const other = Object.create(state, members);
  state.onChange(() => {
    other.shown = null;
  });
  return other;
}

/* Two maps that show the same part of the country. */
function moveTogether(one, two) {
  let busy = false;
  const follow = (from, to) => () => {
    if (!busy) {
      busy = true;
      to.setView(from.getCenter(), from.getZoom(), { animate: false });
      busy = false;
    }
  };
  one.on("move", follow(one, two));
  two.on("move", follow(two, one));
}

function makeSecond(map, state, makeOpener) {
  const holder = byId("other-map");
  const options = { ...map.options, zoomControl: false, attributionControl: false, renderer: undefined, layers: [] };
  const second = L.map(holder, options);
  second.setView(map.getCenter(), map.getZoom(), { animate: false });
  const other = onOtherDay(state);
  drawBase(second, other, makeOpener(second, other));
  drawLabels(second, other);
  moveTogether(map, second);
  return second;
}

function mark(maps, changes) {
  const shapes = new Map(changes.map(({ province }) => [province.iso, province.outline]));
  return maps.map((map) => {
    const layers = [...shapes.values()].map((shape) => {
      const style = { className: "changed", interactive: false, pane: "capitals" };
      return L.geoJSON(/** @type {any} */ ({ type: "Feature", properties: {}, geometry: shape }), { style: () => style, ...style });
    });
    return L.layerGroup(layers).addTo(map);
  });
}

function listen(state) {
  const slider = byId("other-day");
  slider.max = String(state.lastDay - state.firstDay);
  slider.addEventListener("input", () => state.change({ other: state.firstDay + Number(slider.value) }));
  byId("compare").addEventListener("click", () => {
    const from = state.day === state.firstDay ? state.lastDay : state.firstDay;
    state.change({ other: state.other === null ? from : null });
  });
}

/* `makeOpener` gives, for a map and a state, what opens the sheet of a province on it. */
export function drawComparison(map, state, makeOpener) {
  const frame = byId("other-map").parentElement;
  /** @type {L.Map | null} */
  let second = null;
  live.otherMaps = () => (second === null || state.other === null ? [] : [second]);
  let marks = [];
  let shown = "";

  function layOut(isOn) {
    if (frame.classList.contains("comparing") !== isOn) {
      const { lat, lng } = map.getCenter();
      frame.classList.toggle("comparing", isOn);
      map.invalidateSize({ animate: false, pan: false });
      map.setView([lat, lng], map.getZoom(), { animate: false });
      byId("legend").open = !isOn && frame.clientWidth > 760;
      goHome(map, { animate: false });
    }
  }
  function show() {
    const isOn = state.other !== null;
    ["other-map", "changes", "other-day", "other-time", "day-here", "day-there"].forEach((id) => {
      byId(id).hidden = !isOn;
    });
    byId("compare").setAttribute("aria-pressed", String(isOn));
    layOut(isOn);
    const key = isOn ? state.other + " " + state.day : "";
    if (key === shown) {
      return;
    }
    shown = key;
    marks.forEach((layer) => layer.remove());
    marks = [];
    if (isOn) {
      const other = second || makeSecond(map, state, makeOpener);
      second = other;
      other.invalidateSize({ animate: false });
      other.setView(map.getCenter(), map.getZoom(), { animate: false });
      const changes = changesBetween(state.scene, ...days(state));
      marks = mark([map, other], changes);
      drawList(state, changes, makeOpener(map, state));
      byId("other-day").value = String(state.other - state.firstDay);
      byId("other-day").setAttribute("aria-valuetext", longDayWords(state.other));
      byId("other-day-words").textContent = dayWords(state.other);
      byId("day-there").textContent = dayWords(state.other);
      byId("day-here").textContent = dayWords(state.day);
    }
  }
  listen(state);
  show();
  state.onChange(show);
}
