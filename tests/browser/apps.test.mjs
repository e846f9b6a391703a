// Apps made for testing, in Chromium: faults, and what is left afterwards.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness.mjs";
import { shows, testApps } from "./test-apps.mjs";

const { open } = await testApps("apps");

test("[b72] each fault is one clear error in the page and on the console, and the rest goes on", async () => {
  const page = await open("/?app=faults");
  await shows(page, "this one is there");
  const errors = page.locator(".coracle-error");
  const text = async () => (await errors.allTextContents()).join("\n");
  await shows(page, "failed at the first run");
  await errors.nth(4).waitFor();
  assert.match(await text(), /start \(5\) must not be greater than end \(1\)/);
  assert.match(await text(), /the server answered 404 for missing\.txt/);
  assert.match(await text(), /the answer from cut\.txt\?cut=3 broke off/);
  assert.match(await text(), /fetch cannot ask "http:\/\/"/);

  await page.getByRole("button", { name: "Failing handler" }).click();
  await shows(page, "the handler failed on purpose");
  await page.getByRole("button", { name: "Reverse bounds" }).click();
  await shows(page, /start \(20\) must not be greater than end \(10\)/);
  assert.equal(await page.getByRole("slider", { name: "Good slider" }).inputValue(), "4");
  await page.getByRole("button", { name: "Good", exact: true }).click();
  await shows(page, "good 1");

  // One report each; the browser itself adds its own line for the 404 and the cut.
  const reported = page.complaints.filter((line) => line.startsWith("coracle ["));
  for (const part of [
    "start (5)", "failed at the first run", "404 for missing.txt", "cut.txt", "http://", "the handler failed", "start (20)",
  ]) {
    assert.equal(reported.filter((line) => line.includes(part)).length, 1, part);
  }
  assert.equal(reported.length, 7, reported.join("\n"));
  await page.close();
});

for (const [what, name] of [["a trap", "Trap"], ["running out of memory", "Exhaust"]]) {
  test(`[b75] ${what} shows a message in its root and leaves the other app on the page alive`, async () => {
    const page = await open("/?app=faults");
    await shows(page, "this one is there");
    await page.evaluate(() => mountApp("#other"));
    const other = page.locator("#other");
    await other.getByText("this one is there").waitFor();
    await page.locator("#app").getByRole("button", { name }).click();
    await page.locator("#app .coracle-error").last().waitFor();
    await page.locator("#app").getByText(/This app stopped/).waitFor();
    await other.getByRole("button", { name: "Good", exact: true }).click();
    await other.getByText("good 1").waitFor();
    await page.close();
  });
}

test("[b47] an app that is disposed of leaves nothing behind, however often", async () => {
  const page = await open("/?app=busy&wait");
  await until(() => page.evaluate("'mountApp' in globalThis"));
  for (let round = 0; round < 5; ++round) {
    const counts = await page.evaluate(async () => {
      const app = await mountApp();
      for (const button of document.querySelectorAll("#app button")) button.click();
      await new Promise((resolve) => setTimeout(resolve, 60));
      app.dispose();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { ...app.counts(), children: document.querySelector("#app").childNodes.length };
    });
    assert.deepEqual(new Set(Object.values(counts)), new Set([0]), JSON.stringify(counts));
  }
  assert.deepEqual(page.complaints, []);
  await page.close();
});
