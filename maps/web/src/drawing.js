/* The map as it stands, as one SVG: base, holders, hatching, circles, pins, names, scale bar; under it title, counts, legend and sources. Everything is
   copied from what the page shows, with the paint of its style written in, so that the picture needs no style sheet. */
import { byId, makeSvg } from "./core.js";
import { live } from "./live.js";
import { dayWords, isRightToLeft, say } from "./words.js";

const PAINT = "fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linejoin stroke-linecap opacity".split(" ");
const TEXT = "font-size font-weight font-family letter-spacing text-anchor".split(" ");
const EDGE = 10;
const MOST_COLUMNS = 4;
const ROW = 17;
const MARK = 14;

/* A copy of an element and what is in it, with the paint of the page's style written into it. */
function painted(element, names) {
  const copy = element.cloneNode(false);
  ["class", "style", "tabindex", "role", "aria-label", "pointer-events", "data-province", "data-of"].forEach((name) => copy.removeAttribute(name));
  const style = getComputedStyle(element);
  names.forEach((name) => copy.setAttribute(name, style.getPropertyValue(name)));
  for (const child of element.childNodes) {
    copy.append(child.nodeType === Node.ELEMENT_NODE ? painted(child, names) : child.cloneNode(true));
  }
  return copy;
}

function frame(map) {
  const corner = map.getContainer().getBoundingClientRect();
  return (element) => {
    const box = element.getBoundingClientRect();
    return { x: box.left - corner.left, y: box.top - corner.top, width: box.width, height: box.height };
  };
}

/* The shapes of a Leaflet pane: their paths count from the map pane's corner. */
function paths(map, pane) {
  const { x, y } = map.containerPointToLayerPoint([0, 0]);
  const found = [...map.getPane(pane).querySelectorAll("path")].filter((path) => getComputedStyle(path).display !== "none");
  return makeSvg("g", { transform: "translate(" + -x + " " + -y + ")" }, ...found.map((path) => painted(path, PAINT)));
}

function pins(map) {
  const place = frame(map);
  const found = [...map.getPane("markerPane").querySelectorAll(".pin > svg")];
  return found.map((svg) => {
    const { x, y } = place(svg);
    const parts = [...svg.children].map((child) => painted(child, [...PAINT, ...TEXT]));
    return makeSvg("g", { transform: "translate(" + (x + 16) + " " + (y + 16) + ")" }, ...parts);
  });
}

/* The signs of bases, crossings and towns. */
function sites(map) {
  const place = frame(map);
  return [...map.getPane("sites").querySelectorAll(".unit-sign")].map((svg) => {
    const { x, y, width } = place(svg);
    const parts = [...svg.children].map((child) => painted(child, PAINT));
    return makeSvg("g", { transform: "translate(" + x + " " + y + ") scale(" + width / 16 + ")" }, ...parts);
  });
}

function words(text, x, y, colour, size, more) {
  const element = makeSvg("text", { x, y, fill: colour, "font-size": size, "font-family": "sans-serif", ...more });
  element.textContent = text;
  return element;
}

function names(map) {
  const place = frame(map);
  return [...map.getPane("names").querySelectorAll(".name span")].map((span) => {
    const { x, y, width, height } = place(span);
    const style = getComputedStyle(span);
    const shown = style.textTransform === "uppercase" ? span.textContent.toUpperCase() : span.textContent;
    const halo = { stroke: style.webkitTextStrokeColor, "stroke-width": 2.5, "paint-order": "stroke", "stroke-linejoin": "round" };
    const spread = { textLength: width, lengthAdjust: "spacingAndGlyphs", "font-weight": 500 };
    return words(shown, x, y + height * 0.78, style.color, style.fontSize, { ...halo, ...spread });
  });
}

function widthOf(text, points) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  context.font = "600 " + points + "px sans-serif";
  return context.measureText(text).width;
}

/* Text that begins at the edge where the language begins, `from` away from it. */
function lead(size, text, from, y, colour, points, more) {
  const rightToLeft = isRightToLeft();
  return words(text, rightToLeft ? size.x - from : from, y, colour, points, { ...(rightToLeft ? { direction: "rtl" } : {}), ...more });
}

/* A text in as many lines as it takes, from `top` downwards; and where the next one may begin. */
function paragraph(size, text, top, colour, points, more) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? lines[lines.length - 1] + " " + word : word;
    if (lines.length && widthOf(longer, points) <= size.x - 2 * EDGE) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  const step = Math.round(points * 1.35);
  return { parts: lines.map((line, index) => lead(size, line, EDGE, top + points + index * step, colour, points, more)), end: top + lines.length * step };
}

/* The scale bar where the map has it. */
function scale(map, colour) {
  const bar = map.getContainer().querySelector(".leaflet-control-scale-line");
  if (!bar) {
    return [];
  }
  const { x, y, width, height } = frame(map)(bar);
  const line = makeSvg("path", { d: "M" + x + " " + (y + height - 5) + "v5h" + width + "v-5", fill: "none", stroke: colour, "stroke-width": 1.5 });
  const rightToLeft = isRightToLeft();
  return [line, words(bar.textContent, rightToLeft ? x + width - 4 : x + 4, y + height - 6, colour, 11, rightToLeft ? { direction: "rtl" } : {})];
}

/* The rows of the legend, those that are shown: its heads, and each mark with its words. */
function legendRows() {
  const shown = [...byId("legend-body").querySelectorAll(".legend-head, li")].filter((each) => !each.closest("[hidden]"));
  return shown.filter((each) => each.textContent).map((each) => ({ isHead: each.classList.contains("legend-head"), text: each.textContent, mark: each.querySelector("svg") }));
}

function mark(svg, x, y, muted) {
  const [left, top, width] = svg.getAttribute("viewBox").split(" ").map(Number);
  const size = MARK / width;
  const place = "translate(" + (x - left * size) + " " + (y - MARK + 3 - top * size) + ") scale(" + size + ")";
  const parts = [...svg.children].map((child) => painted(child, PAINT));
  if (svg.classList.contains("swatch")) {
    parts.push(makeSvg("rect", { x: left, y: top, width, height: width, fill: "none", stroke: muted, "stroke-width": 1 }));
  }
  return makeSvg("g", { transform: place }, ...parts);
}

/* The legend in columns, a head always with its first row; and how high it is. */
function legend(size, top, ink, muted) {
  const rows = legendRows();
  const widest = Math.max(...rows.map((row) => widthOf(row.text, 11) + MARK + 22));
  const number = Math.max(1, Math.min(MOST_COLUMNS, Math.floor((size.x - EDGE) / widest)));
  const high = Math.ceil(rows.length / number) + 1;
  const parts = [];
  let [column, line, deepest] = [0, 0, 0];
  rows.forEach((row) => {
    if (line > 0 && column + 1 < number && (line >= high || (row.isHead && line + 2 > high))) {
      [column, line] = [column + 1, 0];
    }
    const from = EDGE + (column * (size.x - EDGE)) / number;
    const y = top + (line + 1) * ROW;
    const indent = row.mark ? MARK + 6 : 0;
    const x = isRightToLeft() ? size.x - from - MARK : from;
    parts.push(...(row.mark ? [mark(row.mark, x, y, muted)] : []));
    parts.push(lead(size, row.text, from + indent, y, row.isHead ? muted : ink, 11, { "font-weight": row.isHead ? 600 : 400 }));
    line += 1;
    deepest = Math.max(deepest, line);
  });
  return { parts, height: rows.length ? deepest * ROW + 6 : 0 };
}

/* Everything under the map: title and day, counts, legend, sources; and how high it is. */
function foot(state, size, style) {
  const counts = [...document.querySelectorAll("#counts-body [data-count]")].map(
    (each) => [".count-name", ".count-words"].map((name) => each.querySelector(name)?.textContent).join(" "),
  );
  const [ink, muted] = [style.getPropertyValue("--ink").trim(), style.getPropertyValue("--muted").trim()];
  const title = say("script.caption", { title: state.scene.title, day: dayWords(state.day) });
  const outlets = byId("outlets");
  const period = /** @type {any} */ (document.querySelector(".period")).textContent;
  const sources = (period.slice(0, period.length - outlets.textContent.length) + outlets.dataset.all).trim().replace(/\s+/g, " ");
  const head = paragraph(size, title, size.y + 5, ink, 13, { "font-weight": 600 });
  const said = paragraph(size, counts.join(" · "), head.end + 2, ink, 11);
  const below = legend(size, said.end, ink, muted);
  const told = paragraph(size, sources, said.end + below.height + 4, muted, 10);
  const made = paragraph(size, [state.scene.rule, say("script.credit")].join(" · "), told.end, muted, 10);
  const parts = [head, said, below, told, made].flatMap((each) => each.parts);
  return { height: Math.ceil(made.end - size.y + 6), parts };
}

/* The map as it stands, as one SVG text. */
export function svgText(map, state) {
  const size = map.getSize();
  const style = getComputedStyle(document.documentElement);
  const own = (name) => style.getPropertyValue(name).trim();
  const under = foot(state, size, style);
  const high = size.y + under.height;
  const defs = painted(/** @type {Element} */ (document.querySelector(".patterns defs")), PAINT);
  defs.append(makeSvg("clipPath", { id: "frame" }, makeSvg("rect", { width: size.x, height: size.y })));
  const back = (fill, height) => makeSvg("rect", { width: size.x, height, fill });
  const shapes = ["neighbours", "provinces", "hatches", "units", "leaders", "circles"].map((pane) => paths(map, pane));
  const onTop = [...sites(map), paths(map, "capitals"), ...names(map), ...pins(map), ...live.ringShapes(), ...scale(map, own("--ink"))];
  const drawn = makeSvg("g", { "clip-path": "url(#frame)" }, back(own("--land"), size.y), ...shapes, ...onTop);
  const title = makeSvg("title");
  title.textContent = state.scene.title;
  const attributes = { width: size.x, height: high, viewBox: "0 0 " + size.x + " " + high };
  const picture = makeSvg("svg", attributes, title, defs, back(own("--card"), high), drawn, ...under.parts);
  return new XMLSerializer().serializeToString(picture) + "\n";
}

/* The SVG as a picture of twice its size. It comes from a data address, so that the canvas may be read. */
export async function pngBlob(map, state) {
  const picture = new Image();
  picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText(map, state));
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * picture.naturalWidth;
  canvas.height = 2 * picture.naturalHeight;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
