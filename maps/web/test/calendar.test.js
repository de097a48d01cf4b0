/* Steps, stretches and folded words: arithmetic without a page around it. */
import assert from "node:assert/strict";
import test from "node:test";

import { stepFrom, stretchesOf } from "../src/calendar.js";
import { fold, searchTerms } from "../src/seeking.js";
import { dayNumber } from "../src/state.js";

test("a month on from the 31st is the last day of a shorter month, over a leap day too", () => {
  for (const [from, to] of [["2021-08-31", "2021-09-30"], ["2024-01-31", "2024-02-29"], ["2023-01-31", "2023-02-28"]]) {
    assert.equal(stepFrom(dayNumber(from), "month", 1), dayNumber(to));
  }
});

test("the stretches of a span touch, cover it and do not leave it", () => {
  for (const last of ["2001-09-09", "2002-12-31", "2031-01-01"]) {
    const { found } = stretchesOf(dayNumber("2001-09-09"), dayNumber(last));
    assert.equal(found[0].from, dayNumber("2001-09-09"));
    assert.equal(found[found.length - 1].to, dayNumber(last) + 1);
    found.slice(1).forEach((each, number) => assert.equal(each.from, found[number].to));
  }
});

test("accents, hyphens and the Arabic forms of letters do not matter to a search", () => {
  assert.equal(fold("Sar-e Púl"), "sar e pul");
  assert.equal(fold("كندز"), fold("کندز"));
});

test("quotation marks of any kind hold a phrase together", () => {
  assert.equal(searchTerms("fell “in the evening” 'x").length, 3);
});
