/* What a click opens: a province, the reports of a place. It fills the right column, on a phone a sheet at the bottom; the map stays where it is. */
import { byId, make } from "./core.js";
import { live } from "./live.js";
import { say } from "./words.js";

/** @type {L.Layer | null} */
let ring = null;

function closeButton() {
  const button = make("button", { type: "button", class: "close", "aria-label": say("script.close") }, "×");
  button.addEventListener("click", () => closeSheet());
  return button;
}

/** Fills the sheet anew, as after a change of the day; the focus stays in it. */
export function renewSheet() {
  const box = byId("details");
  if (!box.hidden && live.openContent) {
    const held = box.contains(document.activeElement);
    box.replaceChildren(closeButton(), live.openContent.content());
    if (held) {
      box.focus({ preventScroll: true });
    }
  }
}

/** Closes it; the focus goes back to where it was. */
export function closeSheet() {
  const box = byId("details");
  if (box.hidden || !live.openContent) {
    return false;
  }
  const { opener } = live.openContent;
  const lost = box.contains(document.activeElement) || document.activeElement === document.body;
  box.hidden = true;
  box.replaceChildren();
  live.openContent = null;
  ring?.remove();
  ring = null;
  live.select(null);
  if (lost && opener && opener.isConnected) {
    opener.focus({ preventScroll: true });
  }
  return true;
}

/**
 * Opens it with this content, which is made anew when the day changes. A place that the map does not show is moved into it.
 * @param {L.Map} map
 * @param {L.LatLngExpression} at
 * @param {() => HTMLElement} content
 * @param {string} label
 * @param {string} key what the address names it by
 */
export function openSheet(map, at, content, label, key) {
  const box = byId("details");
  const opener = live.openContent && box.contains(document.activeElement) ? live.openContent.opener : document.activeElement;
  ring?.remove();
  live.openContent = { content, opener };
  box.replaceChildren(closeButton(), content());
  box.setAttribute("aria-label", label);
  box.hidden = false;
  ring = L.circleMarker(at, { radius: 15, className: "opened", interactive: false, pane: "circles" }).addTo(map);
  if (!map.getBounds().contains(at)) {
    map.panTo(at);
  }
  box.parentElement.scrollTop = 0;
  box.scrollTop = 0;
  box.focus({ preventScroll: true });
  live.select(key);
}
