// What no parameter may be broken by, with real elements: what they cannot take throws, and would stop the app.
// Without a browser: tests/package/bad-input.test.mjs.
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { componentPages } from "./component-pages.mjs";
import { repository } from "./harness.mjs";

const { visit, at } = await componentPages("bad-input");
cpSync(join(repository, "tests/package/extremes.mjs"), at("extremes.mjs"));

test("controls and bars are painted with each extreme that they take, and go on (b76, b77, b78, b79, b80)", async () => {
  const page = await visit();
  const counts = await page.evaluate(async () => {
    const { extremes } = await import("./extremes.mjs");
    const { Column, StaticText } = coracle;
    // Those whose values go to native controls: a picture of 2 ** 31 pixels is too much for the browser alone.
    const shown = [...widgets, "Progress", "FloatProgress"].map((name) => new coracle[name]());
    const last = new StaticText();
    new Column(...shown, last).mount("#app");
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    let taken = 0;
    // Without the megabytes, which would all have to be laid out.
    for (const extreme of extremes.filter(({ length }) => !(length > 10))) {
      for (const component of shown) {
        for (const [member, { enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(component)))) {
          if (!enumerable) continue;
          try {
            component[member] = extreme;
            ++taken;
          } catch (error) {
            if (error.constructor !== TypeError) throw error;
          }
        }
      }
      await painted();
    }
    last.value = "still here";
    await painted();
    return { taken, components: shown.length };
  });
  assert.ok(counts.components >= 14 && counts.taken > 200, JSON.stringify(counts));
  assert.match(await page.locator("#app").innerText(), /still here/);
  assert.equal(await page.getByText("This app stopped").count(), 0);
  await page.close();
});
