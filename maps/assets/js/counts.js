/* The counts panel and the provinces as a table: all from the rows that paint the map. */
(function (page) {
  "use strict";

  const { make, makeSvg, byId } = page;
  const COLUMNS = 17;
  const CELL = 18;

  /* Both layers of every capital on the day shown. */
  page.holdings = function (state, day) {
    return state.scene.provinces.map((province) => ({
      province,
      assessed: page.holding(province.assessed, day),
      reported: page.holding(province.reported, day),
    }));
  };

  /* Side -> capitals that count for it, and those more that only the reported layer gives it; and those without a holder. */
  page.tally = function (holdings) {
    const sides = new Map();
    const open = { contested: 0, unknown: 0 };
    const entry = (side) => sides.get(side) || sides.set(side, { assessed: 0, more: 0 }).get(side);
    for (const { assessed, reported } of holdings) {
      const [side, status] = page.counted(assessed);
      const [reportedSide] = page.counted(reported);
      if (side === null) {
        open[status] += 1;
      } else {
        entry(side).assessed += 1;
      }
      if (reportedSide !== null && reportedSide !== side) {
        entry(reportedSide).more += 1;
      }
    }
    return { sides, open };
  };

  /* The sides that ever hold a capital, in a fixed order: rows that stay in their place are easier to follow. */
  page.holders = function (scene) {
    const rows = scene.provinces.flatMap((province) => [...province.assessed, ...province.reported]);
    const held = new Set(rows.map((row) => page.counted(row)[0]));
    return Object.keys(scene.sides).filter((side) => held.has(side));
  };

  function swatch(fill, hatch) {
    const parts = [makeSvg("rect", { width: 16, height: 16, class: "province " + fill })];
    if (hatch) {
      parts.push(makeSvg("rect", { width: 16, height: 16, class: "hatch " + hatch }));
    }
    return makeSvg("svg", { class: "swatch", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, ...parts);
  }
  page.swatch = swatch;

  /* One cell a capital, in the order of the sides: the bar reads like the map. */
  function waffle(scene, holdings) {
    const rank = (row) => {
      const [side, status] = page.counted(row);
      const order = Object.keys(scene.sides);
      return side === null ? 100 + (status === "contested" ? 0 : 1) : order.indexOf(side);
    };
    const sorted = holdings.slice().sort((a, b) => rank(a.assessed) - rank(b.assessed) || rank(a.reported) - rank(b.reported));
    const cells = sorted.flatMap(({ assessed, reported }, index) => {
      const place = { x: (index % COLUMNS) * CELL + 1, y: Math.floor(index / COLUMNS) * CELL + 1, width: CELL - 2, height: CELL - 2 };
      return [
        makeSvg("rect", { ...place, class: "province " + page.fillClass(scene, assessed) }),
        makeSvg("rect", { ...place, class: "hatch " + page.hatchClass(scene, assessed, reported) }),
      ];
    });
    const size = COLUMNS * CELL + " " + Math.ceil(holdings.length / COLUMNS) * CELL;
    return makeSvg("svg", { class: "waffle", viewBox: "0 0 " + size, "aria-hidden": "true", focusable: "false" }, ...cells);
  }

  function countRow(mark, name, number, total, more, key, stated) {
    const words = page.say(more ? "script.count_more" : "script.count_of", { n: number, total, more });
    return make("li", { "data-count": key }, mark, make("span", { class: "count-name" }, name), " ", make("span", { class: "count-words" }, words), stated);
  }

  function drawCounts(state) {
    const { scene } = state;
    const holdings = page.holdings(state, state.day);
    const { sides, open } = page.tally(holdings);
    const total = holdings.length;
    const rows = page.holders(scene).map((side) => {
      const found = sides.get(side) || { assessed: 0, more: 0 };
      return countRow(swatch("fill-" + scene.sides[side].look), page.sideLabel(scene, side), found.assessed, total, found.more, side, page.statedLine(state, side));
    });
    rows.push(countRow(swatch("fill-contested"), page.say("script.contested"), open.contested, total, 0, "contested"));
    rows.push(countRow(swatch("fill-unknown"), page.say("script.unknown"), open.unknown, total, 0, "unknown"));
    byId("counts-body").replaceChildren(waffle(scene, holdings), make("ul", { class: "counts" }, ...rows));
    byId("counts-day").textContent = page.dayWords(state.day);
  }

  function drawTable(state, onProvince) {
    const byName = page.holdings(state, state.day).sort((a, b) => page.byWords(a.province.name, b.province.name));
    const rows = byName.map(({ province, assessed, reported }) => {
      const name = make("button", { type: "button", class: "linkish" }, province.name);
      name.addEventListener("click", () => onProvince(province));
      return make(
        "tr",
        null,
        make("th", { scope: "row" }, name),
        make("td", null, province.capital),
        make("td", null, page.holdingWords(state.scene, assessed)),
        make("td", null, page.holdingWords(state.scene, reported)),
      );
    });
    const head = ["province", "capital", "assessed", "reported"].map((name) => make("th", { scope: "col" }, page.say("script." + name)));
    byId("provinces-body").replaceChildren(make("table", null, make("thead", null, make("tr", null, ...head)), make("tbody", null, ...rows)));
  }

  page.drawPanels = function (state, onProvince) {
    const table = byId("provinces").querySelector("details");
    const draw = () => {
      drawCounts(state);
      page.drawClaims(state);
      if (table.open) {
        drawTable(state, onProvince);
      }
    };
    table.addEventListener("toggle", () => table.open && drawTable(state, onProvince));
    draw();
    state.onChange(draw);
  };
})(window.conflictmap);
