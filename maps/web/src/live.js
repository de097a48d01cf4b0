/* What one part of the page offers the others once it is drawn. Each member is set by the part that it belongs to; until then it does nothing. */

/** @type {import("./types.js").Live} */
export const live = {
  state: null,
  openContent: null,
  select() {},
  addressWords: () => "",
  otherMaps: () => [],
  rings: () => [],
  ringShapes: () => [],
  paleCircles: () => 0,
  revealReport() {},
  revealList() {},
};
