/* What the page reads is what Python wrote: rows, quotes, days, and who holds what on each day. */
import assert from "node:assert/strict";
import test from "node:test";

import { tally, holdings } from "../src/tallies.js";
import { makeState } from "../src/state.js";
import { shownNow } from "../src/shown.js";
import { golden, goldenScene } from "./golden.js";

test("reports come back with their quote, its marked words and their place", async () => {
  const scene = await goldenScene();
  assert.equal(scene.events.length, golden.expected.events.length);
  scene.events.forEach((event, number) => {
    const { id, quote, place, at } = golden.expected.events[number];
    assert.deepEqual([event.id, event.quote, event.place, event.at], [id, quote, place ?? undefined, at ?? undefined]);
  });
});

test("a province counts on each day for whom Python counts it, in both layers", async () => {
  const scene = await goldenScene();
  const state = makeState(scene);
  for (const { day, assessed, more, contested, unknown } of golden.expected.days) {
    const { sides, open } = tally(holdings(state, day));
    const found = (/** @type {"assessed" | "more"} */ name) => Object.fromEntries([...sides].map(([side, each]) => [side, each[name]]).filter(([, count]) => count > 0));
    assert.deepEqual(found("assessed"), assessed);
    assert.deepEqual(found("more"), more);
    assert.deepEqual(open, { contested, unknown });
  }
});

test("every report is shown on the last day or has no day", async () => {
  const state = makeState(await goldenScene());
  state.change({ day: state.lastDay, window: "sofar" });
  assert.equal(shownNow(state).counted.incidents + state.index.undated.length, state.scene.incidents.length);
});
