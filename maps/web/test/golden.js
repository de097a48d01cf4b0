/* The golden payload that `tests/test_page_modules.py` writes, opened as the page opens it. */
import { readFileSync } from "node:fs";

import { openTables } from "../src/columns.js";
import { makeScene } from "../src/records.js";

/** The payload of the small scene, and what Python counts of it day by day. */
export const golden = JSON.parse(readFileSync(new URL("payload.json", import.meta.url), "utf8"));

/** A scene with its texts open. */
export async function goldenScene() {
  const opened = await openTables(golden.columns, () => golden.texts);
  await opened.texts.open();
  return makeScene(structuredClone(golden.head), opened);
}
