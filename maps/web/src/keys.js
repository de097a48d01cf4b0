/* Keys: the shortcuts of the whole page, the way through the provinces, and where the focus goes when a sheet opens and closes. */
import { closeSheet } from "./details.js";
import { byId, point } from "./core.js";
import { live } from "./live.js";
import { goHome } from "./start.js";
import { holding, holdingWords } from "./state.js";
import { say } from "./words.js";

export const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function isTyping(target) {
  return target.closest("input:not([type=checkbox]), select, textarea") !== null;
}

/* The number of the nearest point in a direction of the screen, as [x, y]; `from` itself where there is none. What lies straight ahead counts for more than what lies beside. */
export function ahead(points, from, [dx, dy]) {
  const start = points[from];
  let best = from;
  let least = Infinity;
  points.forEach(({ x, y }, number) => {
    const [right, down] = [x - start.x, y - start.y];
    const forward = right * dx + down * dy;
    const cost = forward + 2 * Math.abs(right * dy - down * dx);
    if (forward > 1 && cost < least) {
      best = number;
      least = cost;
    }
  });
  return best;
}

function provinceWords(state, province) {
  const assessed = holdingWords(state.scene, holding(province.assessed, state.day), state.day);
  const reported = holdingWords(state.scene, holding(province.reported, state.day), state.day);
  return say(reported === assessed ? "script.held" : "script.held_and_reported", { province: province.name, assessed, reported });
}

/* One stop of the Tab key for all provinces; the arrows go from one to the next, Enter opens. */
export function walkProvinces(map, state, drawn, onProvince) {
  const paths = new Map();
  /** @type {L.Layer | null} */
  let ring = null;

  function current(province) {
    paths.forEach((path, other) => path.setAttribute("tabindex", other === province ? "0" : "-1"));
  }
  function clearRing() {
    if (ring) {
      ring.remove();
      ring = null;
    }
  }
  function drawRing(province) {
    clearRing();
    if (paths.get(province).matches(":focus-visible")) {
      const style = { className: "focus-ring", interactive: false, pane: "capitals" };
      ring = L.geoJSON(/** @type {any} */ ({ type: "Feature", properties: {}, geometry: province.outline }), { style: () => style, ...style }).addTo(map);
    }
  }
  function onKey(event, province) {
    const direction = DIRECTIONS[event.key];
    if (direction) {
      const { provinces } = state.scene;
      const at = provinces.map((each) => map.latLngToLayerPoint(point(each.label)));
      const next = provinces[ahead(at, provinces.indexOf(province), direction)];
      event.preventDefault();
      event.stopPropagation();
      if (next !== province) {
        current(next);
        paths.get(next).focus({ preventScroll: true });
      }
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onProvince(province);
    }
  }
  for (const { province, fill } of drawn) {
    fill.eachLayer((layer) => {
      const path = layer.getElement();
      path.setAttribute("role", "button");
      path.addEventListener("keydown", (event) => onKey(event, province));
      path.addEventListener("focus", () => {
        current(province);
        drawRing(province);
      });
      path.addEventListener("blur", clearRing);
      paths.set(province, path);
    });
  }
  const name = () => paths.forEach((path, province) => path.setAttribute("aria-label", provinceWords(state, province)));
  current(state.scene.provinces[0]);
  name();
  state.onChange(name);
}

function shortcuts(map) {
  const click = (id) => () => byId(id).click();
  return {
    "/": () => byId("search").focus(),
    ",": click("day-back"),
    ".": click("day-on"),
    p: click("day-play"),
    c: click("compare"),
    "?": click("keys-show"),
    0: () => goHome(map),
  };
}

/* What is open closes, the last opened first: a menu, the sheet, the search. */
function closeOne() {
  const menu = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.menu[open]"));
  const summary = menu?.querySelector("summary");
  if (menu) {
    menu.open = false;
    summary?.focus();
  } else if (!closeSheet() && document.activeElement === byId("search")) {
    byId("search").blur();
  }
}

export function listenToKeys(map) {
  const actions = shortcuts(map);
  const dialog = byId("keys");
  byId("keys-show").addEventListener("click", () => dialog.showModal());
  byId("keys-close").addEventListener("click", () => dialog.close());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) {
      return;
    }
    if (event.key === "Escape") {
      closeOne();
    } else if (byId("keys-on").checked && !isTyping(event.target) && Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      actions[event.key]();
    }
  });
}
