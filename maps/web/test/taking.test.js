/* What a reader takes along: cells that no spreadsheet runs, and rows of the decisions file. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { cell, csvLines } from "../src/cells.js";
import { decisionCsv, decisionRow, decisionToml } from "../src/suggest.js";
import { goldenScene } from "./golden.js";

const cells = JSON.parse(readFileSync(new URL("cells.json", import.meta.url), "utf8"));
const GIVEN = { choice: "day", value: "2021-08-07", author: "A. Editor", reason: 'the bureau\tsaid "no"', today: "2021-08-14" };

test("each value is the cell that Python writes for it", () => {
  assert.ok(cells.length > 20);
  cells.forEach(([value, wanted]) => assert.equal(cell(value), wanted));
  assert.equal(csvLines(["a", "b"], [["=1", null]]), "a,b\n'=1,\n");
});

test("a correction names the report by its id and, where it has an address, by its words", async () => {
  const scene = await goldenScene();
  const linked = scene.events.find((event) => scene.documents[event.document]?.url);
  const row = decisionRow(scene, linked, GIVEN);
  assert.deepEqual([row.action, row.field, row.value, row.target_event_id], ["correct", "day", "2021-08-07", linked.id]);
  assert.equal(row.document, scene.documents[linked.document].url);
  assert.equal(row.quote, linked.quote.join(""));
  const plain = scene.events.find((event) => !scene.documents[event.document]?.url);
  assert.deepEqual(["document", "quote", "target_action"].filter((name) => name in decisionRow(scene, plain, GIVEN)), []);
});

test("a rejection has neither field nor value", async () => {
  const scene = await goldenScene();
  const row = decisionRow(scene, scene.events[0], { ...GIVEN, choice: "reject", value: "left over" });
  assert.equal(row.action, "reject");
  assert.ok(!("field" in row) && !("value" in row));
});

test("TOML strings are escaped, half letters are none, and the day is a day", () => {
  const toml = decisionToml({ action: "reject", reason: 'a"b\\c\n\u007f\ud83d', decided_at: "2021-08-14" });
  assert.equal(toml, '[[decision]]\naction = "reject"\nreason = "a\\"b\\\\c\\n\\u007f\ufffd"\ndecided_at = 2021-08-14\n');
});

test("the CSV has every column and one row", () => {
  const [head, row, rest] = decisionCsv({ action: "reject", author: "=A", decided_at: "2021-08-14" }).split("\n");
  assert.equal(head.split(",").length, row.split(",").length);
  assert.ok(row.includes("'=A"));
  assert.equal(rest, "");
});
