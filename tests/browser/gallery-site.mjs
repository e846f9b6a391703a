// The built gallery, with what its pages' tests share.
import assert from "node:assert/strict";
import { site } from "./harness.mjs";

/** Records every layout shift that did not follow a press at once. */
const watchShifts = () => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // A log that follows its end moves its lines: that is its purpose.
      const moved = entry.sources.map(({ node }) => node).filter((node) => !node?.parentElement?.closest(".coracle-log"));
      if (!entry.hadRecentInput && moved.length > 0) shifts.push(moved.map((node) => node?.className ?? String(node)));
    }
  }).observe({ type: "layout-shift", buffered: true });
};
export const root = "build/site";
export const { open, server } = await site({ root, script: watchShifts });

export const leave = async (page) => {
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(await page.evaluate("globalThis.shifts"), []);
  await page.close();
};
export const shows = (page, text) => page.getByText(text).first().waitFor();
