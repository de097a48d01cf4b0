/* Chips over the column: the kinds of reports with their counts in the days shown, and the sides. One press filters, another one shows all again. */
import { byId, make } from "./core.js";
import { shownNow } from "./shown.js";
import { sideLabel } from "./state.js";
import { symbol } from "./symbols.js";
import { numeral } from "./words.js";

function chip(state, name, value, mark, words, count) {
  const isOn = state.filters[name] === value;
  const number = count === null ? "" : make("span", { class: "number" }, numeral(count));
  const button = make("button", { type: "button", class: "chip-button", "aria-pressed": String(isOn), "data-chip": value }, mark, make("span", null, words), number ? " " : "", number);
  button.addEventListener("click", () => {
    state.change({ filters: { ...state.filters, [name]: isOn ? "" : value } });
    const again = [...document.querySelectorAll("[data-chip]")].find((each) => each.getAttribute("data-chip") === value);
    /** @type {HTMLElement | undefined} */ (again)?.focus({ preventScroll: true });
  });
  return make("li", null, button);
}

/**
 * @param {import("./types.js").State} state
 * @param {string[]} sides those that take part in any report
 */
export function drawChips(state, sides) {
  const { scene } = state;
  const draw = () => {
    const { groups } = shownNow(state).all;
    const kinds = scene.groups
      .map((group, number) => ({ ...group, count: groups[number] }))
      .filter(({ id, count }) => count > 0 || state.filters.tag === "g." + id);
    byId("kinds").replaceChildren(...kinds.map(({ id, label, count }) => chip(state, "tag", "g." + id, symbol(id, false), label, count)));
    byId("sides").replaceChildren(
      ...sides.filter((side) => scene.sides[side].look !== "other" || state.filters.side === side).map((side) => chip(state, "side", side, make("span", { class: "dab look-" + scene.sides[side].look, "aria-hidden": "true" }), sideLabel(scene, side), null)),
    );
  };
  draw();
  state.onChange(draw);
}
