// The built gallery, with what its pages' tests share.
import assert from "node:assert/strict";
import { site } from "./harness.mjs";
import { watchShifts } from "./shifts.mjs";

export const root = "build/site";
/** Isolated, for the examples with threads. `options` are those of `site`. */
export const gallerySite = (options = {}) => site({ root, script: watchShifts, isolated: true, ...options });

export const leave = async (page) => {
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(await page.evaluate("globalThis.shifts"), []);
  await page.close();
};
export const shows = (page, text) => page.getByText(text).first().waitFor();
