/* Since when a unit is not settled: the whole stretch without a holder, or since its last holder ceased to govern. */
import assert from "node:assert/strict";
import test from "node:test";

import { unsettledSince } from "../src/state.js";

const side = (/** @type {string} */ label) => ({ label, look: "other" });
const scene = /** @type {any} */ ({ sides: { north: side("North"), south: { ...side("South"), until: "1970-01-21" } } }); // day 20

const row = (/** @type {string} */ state, /** @type {number} */ fromNumber, /** @type {string | undefined} */ holder, /** @type {number | undefined} */ toNumber) =>
  /** @type {any} */ ({ state, fromNumber, toNumber, side: holder });
const since = (/** @type {any[]} */ rows, /** @type {number} */ day) => unsettledSince(scene, rows, day);

test("a stretch that is contested, then unknown, began with its first day", () => {
  const rows = [row("controlled", 2, "north"), row("contested", 5, "north"), row("unknown", 9)];
  assert.equal(since(rows, 4), undefined);
  assert.equal(since(rows, 5), 5);
  assert.equal(since(rows, 8), 5);
  assert.equal(since(rows, 30), 5);
});

test("a holder in between begins the count anew", () => {
  const rows = [row("contested", 2), row("controlled", 5, "north", 7)];
  assert.equal(since(rows, 6), undefined);
  assert.equal(since(rows, 7), 7);
});

test("what was never known is open since no day", () => {
  assert.equal(since([], 9), undefined);
  assert.equal(since([row("controlled", 12, "north")], 9), undefined);
});

test("what a side held that governs no more is open from the day after; what it took later is not", () => {
  assert.equal(since([row("controlled", 2, "south")], 20), undefined);
  assert.equal(since([row("controlled", 2, "south")], 25), 21);
  assert.equal(since([row("controlled", 22, "south")], 25), undefined);
  assert.equal(since([row("besieged", 2, "north")], 25), undefined);
});
