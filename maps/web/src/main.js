/* What the bundle offers as `conflictmap`: the start of the page for the folium template, and what tests and added layers ask of it. */
import { provideDollar } from "./jquery.js";

export { solarDay } from "./words.js";
export { pngBlob, svgText } from "./drawing.js";
export { start } from "./start.js";
export { csvText, embedText, geojsonText } from "./taking.js";
export { overTiles } from "./tiles.js";
export { link } from "./core.js";
export { live } from "./live.js";

provideDollar();
