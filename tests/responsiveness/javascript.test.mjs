// The same of generators in JavaScript: they paint while they work.
import assert from "node:assert/strict";
import { test } from "node:test";
import { javascriptPages } from "../browser/javascript-pages.mjs";

const { openEmpty } = await javascriptPages("responsiveness-javascript", { whole: true });

test("a generator with long steps paints them while clicks are handled", async () => {
  const page = await openEmpty();
  await page.evaluate(() => {
    globalThis.painted = new Set();
    globalThis.clicks = 0;
    const start = new Button({ label: "Start" });
    const other = new Button({ label: "Other" });
    other.onClick(() => void clicks++);
    const work = function* (pressed) {
      if (!pressed) return;
      for (let step = 1; step <= 20; step++) {
        const end = performance.now() + 20;
        while (performance.now() < end);
        yield `step ${step}`;
      }
    };
    new Column(start, other, bind(work, start)).mount("#app");
    const look = () => {
      const text = document.querySelector(".coracle-output").textContent;
      if (text) painted.add(text);
      requestAnimationFrame(look);
    };
    look();
  });
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("button", { name: "Other" }).click();
  await page.getByText("step 20").waitFor();
  await page.waitForTimeout(50);
  assert.equal(await page.evaluate("clicks"), 1);
  const painted = await page.evaluate("painted.size");
  assert.ok(painted >= 15, `${painted} of 20 were painted`);
  await page.close();
});

