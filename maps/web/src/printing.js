/* Printing: the sheet has another size than the screen, so the map is fitted to it, and what is folded up is opened; after it all is as it was. */
import { goHome } from "./start.js";

const OPENED = ["#legend", "#provinces details", "#unplaced details", "#problems details"];

/* The parts that are folded up, opened; what folds them up again. */
function unfold() {
  const closed = OPENED.map((where) => /** @type {HTMLDetailsElement} */ (document.querySelector(where))).filter((details) => details !== null && !details.open);
  closed.forEach((details) => {
    details.open = true;
    details.dispatchEvent(new Event("toggle")); // what is drawn when it opens is needed now
  });
  return () =>
    closed.forEach((details) => {
      details.open = false;
    });
}

/* `others` gives the maps beside the main one that are on the page now. While it prints, a class gives the maps the size of the sheet: when the
   browser says that it is about to print, the sheet is not laid out yet and cannot be measured. */
export function readyForPrint(map, others) {
  /** @type {(() => void) | null} */
  let undo = null;

  function refit() {
    for (const each of [map, ...others()]) {
      each.invalidateSize({ animate: false, pan: false });
      goHome(each, { animate: false });
    }
  }
  function begin() {
    if (undo === null) {
      const [centre, zoom] = [map.getCenter(), map.getZoom()];
      const fold = unfold();
      document.documentElement.classList.add("printing");
      undo = () => {
        document.documentElement.classList.remove("printing");
        fold();
        requestAnimationFrame(() => {
          refit(); // now that the screen is laid out again
          map.setView(centre, zoom, { animate: false });
        });
      };
      refit();
    }
  }
  function end() {
    if (undo !== null) {
      undo();
      undo = null;
    }
  }
  const paper = window.matchMedia("print");
  paper.addEventListener("change", () => (paper.matches ? begin() : end()));
  window.addEventListener("beforeprint", begin);
  window.addEventListener("afterprint", end);
}
