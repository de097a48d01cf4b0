/* The pins' shapes: one for each group, told apart without colour. Drawn around (0, 0), about 14 across. */
import { makeSvg } from "./core.js";
import { numeral } from "./words.js";

const SHAPES = {
  territory: "M-6-6H6V6H-6Z",
  clash: "M0-8L8 0L0 8L-8 0Z",
  air: "M0-8L8 6.5H-8Z",
  bombing: "M0-9L2-4.8L6.4-6.4L4.8-2L9 0L4.8 2L6.4 6.4L2 4.8L0 9L-2 4.8L-6.4 6.4L-4.8 2L-9 0L-4.8-2L-6.4-6.4L-2-4.8Z",
  harm: "M-2.8-8H2.8V-2.8H8V2.8H2.8V8H-2.8V2.8H-8V-2.8H-2.8Z",
  diplomacy: "M-7 0A7 7 0 1 1 7 0A7 7 0 1 1-7 0Z",
  fell: "M-5.5 0A5.5 5.5 0 1 1 5.5 0A5.5 5.5 0 1 1-5.5 0Z", // a capital that changed hands on the day shown
  other: "M-4-7H4L8 0L4 7H-4L-8 0Z",
};

function shape(group, hollow) {
  const path = SHAPES[group] || SHAPES.other;
  const halo = makeSvg("path", { d: path, class: "halo" });
  return [halo, makeSvg("path", { d: path, class: "mark g-" + group + (hollow ? " hollow" : "") })];
}

/* The shape alone, as an inline picture for lists and the legend. */
export function symbol(group, hollow) {
  const attributes = { class: "symbol", viewBox: "-11 -11 22 22", "aria-hidden": "true", focusable: "false" };
  return makeSvg("svg", attributes, ...shape(group, hollow));
}

/* The shape with a count at its shoulder. */
export function pinSymbol(group, hollow, count) {
  const parts = shape(group, hollow);
  if (count > 1) {
    const words = numeral(count);
    const width = 8 + 6 * words.length;
    parts.push(makeSvg("rect", { x: 4, y: -15, width, height: 13, rx: 6.5, class: "badge" }));
    const text = makeSvg("text", { x: 4 + width / 2, y: -5.2, class: "badge-text" });
    text.textContent = words;
    parts.push(text);
  }
  const attributes = { viewBox: "-16 -16 32 32", width: 32, height: 32, "aria-hidden": "true", focusable: "false" };
  return makeSvg("svg", attributes, ...parts);
}
