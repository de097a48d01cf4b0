/* What folium's own layers expect of the page: `$` that makes an element of folium's markup, and the default marker's images.
   Only layers that somebody adds to the map in Python come through here; nothing of a document does. */
import { byId } from "./core.js";

function fromMarkup(markup) {
  const template = document.createElement("template");
  template.innerHTML = String(markup).trim();
  return [template.content.firstElementChild];
}

function whenReady(action) {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", action);
  } else {
    action();
  }
}

/** Before any script of folium runs. */
export function provideDollar() {
  window.$ = window.$ || function (wanted) {
    if (typeof wanted === "function") {
      whenReady(wanted);
      return null;
    }
    return wanted === document ? { ready: whenReady } : fromMarkup(wanted);
  };
}

/** Leaflet's default marker, which the page carries. */
export function useMarkerImages() {
  const images = JSON.parse(byId("marker-images").textContent || "{}");
  L.Icon.Default.imagePath = "";
  L.Icon.Default.mergeOptions(images);
}
