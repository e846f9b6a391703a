// The layouts under a real keyboard and mouse, in both directions of text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness.mjs";
import { testApps } from "./test-apps.mjs";

const { open } = await testApps("layouts");

const visit = async () => {
  const page = await open("/?app=layouts&own");
  await page.getByRole("tab", { name: "First" }).first().waitFor();
  await page.evaluate(() => (document.body.style.minBlockSize = "3000px"));
  let seen = 0;
  page.settled = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  /** Waits for these lines of the log, and that no others have come since it was last asked. */
  page.hears = async (...expected) => {
    const lines = () => page.locator(".coracle-log > div > div").allTextContents();
    // Of details that the browser has opened or closed the page hears in a task of its own.
    await until(async () => (await lines()).length >= seen + expected.length);
    await page.settled();
    const heard = await lines();
    assert.deepEqual(heard.slice(seen), expected);
    seen = heard.length;
  };
  page.focused = () => page.evaluate(() => document.activeElement.textContent);
  return page;
};
const leave = async (page) => {
  assert.deepEqual(page.complaints, []);
  await page.close();
};

test("tabs: arrows, Home and End move the focus and show the tab, and nothing scrolls (b87)", async () => {
  const page = await visit();
  await page.getByRole("tablist", { name: "Views" }).waitFor();
  await page.getByRole("tab", { name: "First", selected: true }).focus();
  await page.evaluate(() => scrollTo(0, 4));
  for (const [key, name] of [["ArrowRight", "Second"], ["End", "Third"], ["ArrowRight", "First"], ["ArrowLeft", "Third"], ["Home", "First"]]) {
    await page.keyboard.press(key);
    await page.settled();
    assert.equal(await page.focused(), name, key);
    await page.getByRole("tab", { name, selected: true }).waitFor();
    await page.getByRole("tabpanel", { name }).waitFor();
  }
  await page.hears("tab 1", "second made", "tab 2", "tab 0", "tab 2", "tab 0");
  assert.equal(await page.evaluate("scrollY"), 4);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "tabpanel");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "INPUT");
  await leave(page);
});

test("tabs: where text runs from right to left the arrows lead the way they point (b87)", async () => {
  const page = await visit();
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  const [first, second] = [page.getByRole("tab", { name: "First" }), page.getByRole("tab", { name: "Second" })];
  assert.ok((await second.boundingBox()).x < (await first.boundingBox()).x);
  await first.focus();
  await page.keyboard.press("ArrowLeft");
  await page.settled();
  assert.equal(await page.focused(), "Second");
  await page.keyboard.press("ArrowRight");
  await page.settled();
  assert.equal(await page.focused(), "First");
  await leave(page);
});

test("tabs: a panel is made when it is first shown, and keeps what was typed (b87)", async () => {
  const page = await visit();
  assert.equal(await page.getByText("in the second").count(), 0);
  await page.getByLabel("Name").fill("Ada");
  await page.getByRole("tab", { name: "Second" }).click();
  await page.getByText("in the second").waitFor();
  assert.equal(await page.getByLabel("Name").isVisible(), false);
  await page.getByRole("tab", { name: "First" }).click();
  assert.equal(await page.getByLabel("Name").inputValue(), "Ada");
  await leave(page);
});

test("two modules on a page: no id is there twice (b87, b91)", async () => {
  const page = await visit();
  await page.evaluate("mountApp('#other').then(() => undefined)");
  const ids = await page.evaluate(() => [...document.querySelectorAll("#app [id], #other [id]")].map(({ id }) => id));
  assert.equal(ids.length, 12);
  assert.equal(new Set(ids).size, 12);
  const unknown = await page.evaluate(() => [...document.querySelectorAll("[aria-controls]")].filter((tab) => !document.getElementById(tab.getAttribute("aria-controls"))));
  assert.deepEqual(unknown, []);
  await leave(page);
});

test("an accordion opens by mouse, by keyboard and by the program, lazily (b87)", async () => {
  const page = await visit();
  assert.equal(await page.getByText("in the filter").count(), 0);
  await page.getByText("Filter", { exact: true }).click();
  await page.getByText("in the filter").waitFor();
  await page.hears("open1");
  await page.getByLabel("Only new").check();
  await page.getByText("Details", { exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("in the details").waitFor();
  await page.hears("open2");
  await page.keyboard.press("Space");
  await page.getByText("in the details").waitFor({ state: "hidden" });
  await page.hears("open1");
  await page.getByRole("button", { name: "Close all" }).click();
  await page.getByText("in the filter").waitFor({ state: "hidden" });
  await page.hears("open0");
  await page.getByText("Filter", { exact: true }).click();
  assert.equal(await page.getByLabel("Only new").isChecked(), true);
  await page.hears("open1");
  await leave(page);
});

test("list operations keep what is being typed elsewhere in the list (b87)", async () => {
  const page = await visit();
  const kept = page.getByLabel("Kept");
  await kept.pressSequentially("typing");
  const press = (name) => page.getByRole("button", { name }).evaluate((button) => button.click());
  await press("More");
  await press("Turn");
  await press("More");
  await page.settled();
  assert.equal(await page.evaluate(() => document.activeElement.value), "typing");
  const list = page.getByRole("group", { name: "List" });
  assert.match(await list.innerText(), /^List\s+Kept\s+more 2\s*two\s*more 1\s*one/);
  await press("Less");
  await page.settled();
  assert.equal(await kept.count(), 0);
  await leave(page);
});

test("the layouts fit into a narrow page and at twice the size (b87)", async () => {
  const page = await visit();
  await page.getByText("Filter", { exact: true }).click();
  for (const [width, zoom] of [[320, 1], [1280, 4]]) {
    await page.setViewportSize({ width, height: 600 });
    await page.evaluate((zoom) => (document.documentElement.style.fontSize = `${16 * zoom}px`), zoom);
    await page.settled();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} ${zoom}`);
  }
  await leave(page);
});
