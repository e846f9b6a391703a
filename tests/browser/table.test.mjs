// Tables in Chromium: what a browser alone can say of them.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { repository } from "./harness.mjs";
import { shows, testApps } from "./test-apps.mjs";
import { violations } from "./violations.mjs";

const { open } = await testApps("table");

const visit = async (options) => {
  const page = await open("/?app=tables", options);
  await page.getByRole("grid", { name: "Measurements" }).waitFor();
  await page.evaluate(() => {
    globalThis.scroller = document.querySelector(".coracle-table");
    globalThis.painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    globalThis.rows = () => [...scroller.querySelectorAll("tbody:not([aria-hidden]) tr")];
    /** Which rows, counted from 0, are seen at the top, below the header, and at the bottom; NaN: none. */
    globalThis.seen = () => {
      scroller.scrollIntoView({ block: "nearest" });
      const { left, top } = scroller.getBoundingClientRect();
      const bottom = top + scroller.clientTop + scroller.clientHeight;
      const head = scroller.querySelector("thead").getBoundingClientRect().height;
      return [top + 1 + head + 3, bottom - 4].map((y) => document.elementFromPoint(left + 30, y)?.closest("tr")?.ariaRowIndex - 2);
    };
  });
  return page;
};
const active = (page) =>
  page.evaluate(() => {
    const { textContent } = document.activeElement;
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    const box = document.activeElement.closest(".coracle-table").getBoundingClientRect();
    return { text: textContent, inSight: top >= box.top && bottom <= box.bottom };
  });
const press = async (page, ...keys) => {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.evaluate("painted()");
  }
  return (await active(page)).text;
};

test("of 100 000 rows those in sight are in the page, wherever it is scrolled to, below a header that stays (b85)", async () => {
  const page = await visit();
  assert.ok((await page.evaluate("rows().length")) <= 31);
  for (const fraction of [0, 0.001, 0.123456, 0.5, 0.999, 1]) {
    const [expected, seen, elements, head] = await page.evaluate(async (fraction) => {
      const elements = document.querySelectorAll("*").length;
      scroller.scrollTop = fraction * scroller.scrollHeight;
      await painted();
      const { height } = rows()[0].getBoundingClientRect();
      const head = scroller.querySelector("thead th").getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      const top = Math.floor((scroller.scrollTop + 3) / height);
      return [[top, Math.floor((scroller.scrollTop + scroller.clientHeight - height - 3) / height)], seen(), document.querySelectorAll("*").length - elements, head];
    }, fraction);
    assert.deepEqual(seen, expected, `at ${fraction}`);
    assert.equal(elements, 0);
    assert.ok(head >= 0 && head < 3, `the header at ${head}`);
  }
  assert.equal((await page.evaluate("seen()"))[1], 99_999);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("scrolling uses rows again: none is made, and only those that come are written (b85)", async () => {
  const page = await visit();
  const { made, written, kept, moved } = await page.evaluate(async () => {
    const before = new Set(rows());
    const { height } = rows()[0].getBoundingClientRect();
    let written = 0;
    new MutationObserver((records) => (written += records.length)).observe(scroller, { subtree: true, characterData: true, childList: false });
    scroller.scrollTop = 500 * height;
    await painted();
    written = 0;
    for (let step = 0; step < 100; ++step) {
      scroller.scrollTop += 3 * height;
      await painted();
    }
    const now = rows();
    return { made: now.filter((row) => !before.has(row)).length, written, kept: now.length, moved: seen()[0] };
  });
  assert.deepEqual([made, kept], [0, 31]);
  assert.equal(moved, 800);
  assert.ok(written <= 300 * 10, `${written} texts`);
  assert.ok(written >= 290 * 8, `${written} texts`);
  await page.close();
});

test("a value that changes in the data changes its own cell (b85)", async () => {
  const page = await visit();
  await page.evaluate(() => {
    globalThis.changes = [];
    const note = ({ type, target, attributeName }) => changes.push(`${type} ${attributeName ?? target.data}`);
    new MutationObserver((records) => records.forEach(note)).observe(scroller, { subtree: true, characterData: true, childList: true, attributes: true });
  });
  await page.getByRole("button", { name: "Change" }).evaluate((button) => button.click());
  await page.evaluate("painted()");
  assert.deepEqual(await page.evaluate("changes"), ["characterData -1"]);
  await page.close();
});

test("one stop for Tab; keys move the focus and keep it in sight, and the page stands still (b85)", async () => {
  const page = await visit({ viewport: { width: 900, height: 500 } });
  await page.getByRole("button", { name: "Click" }).focus();
  assert.equal(await press(page, "Tab"), "name");
  assert.equal(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle"), "solid");
  const top = await page.evaluate("scrollY");
  assert.equal(await press(page, "ArrowRight"), "value 1");
  assert.equal(await press(page, "ArrowDown", "ArrowDown", "ArrowLeft"), "row 1");
  assert.equal(await press(page, "PageDown"), "row 11");
  assert.equal(await press(page, "ArrowDown"), "row 12");
  // No further than it must: the row is the last in sight.
  assert.deepEqual(await page.evaluate("seen()"), [3, 12]);
  assert.equal(await press(page, "ArrowUp", "ArrowUp"), "row 10");
  assert.deepEqual(await page.evaluate("seen()"), [3, 12]);
  assert.equal(await press(page, "Control+End", "Home"), "row 99999");
  assert.deepEqual(await active(page), { text: "row 99999", inSight: true });
  assert.equal(await press(page, "PageUp", "PageUp"), "row 99979");
  assert.equal((await active(page)).inSight, true);
  assert.equal(await press(page, "Control+Home"), "row 0");
  assert.deepEqual(await page.evaluate("seen()"), [0, 9]);
  assert.equal(await press(page, "ArrowUp"), "name");
  assert.equal(await page.evaluate("scrollY"), top);
  assert.equal(await press(page, "ArrowRight", "Enter", "ArrowDown", "Home"), "row 1040");
  assert.match(await page.evaluate(() => document.querySelector("th[aria-sort]").ariaSort), /ascending/);
  await press(page, "Space", "ArrowDown", "Enter");
  await shows(page, "2 selected");
  assert.equal(await page.evaluate("document.activeElement.closest('tr').ariaSelected"), "true");
  // It stays where it is, whatever the reader scrolls; the keys lead back to it.
  await page.evaluate("scroller.scrollTop = 40000");
  await page.evaluate("painted()");
  const away = await page.evaluate("scroller.scrollTop");
  assert.equal(await page.evaluate("document.activeElement.role"), "grid");
  assert.equal(away, 40_000);
  await press(page, "ArrowDown");
  assert.deepEqual([await page.evaluate("document.activeElement.closest('tr').ariaRowIndex"), (await active(page)).inSight], ["4", true]);
  await press(page, "Tab");
  assert.equal(await page.evaluate("document.activeElement.closest('[role=grid]').ariaLabel"), "People");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("a click selects, with Control or Shift more; a header sorts and says so (b85)", async () => {
  const page = await visit();
  const small = page.getByRole("grid", { name: "People" });
  const names = () => small.locator("tbody:not([aria-hidden]) td:first-child").allTextContents();
  await small.getByRole("button", { name: "score" }).click();
  await page.evaluate("painted()");
  assert.deepEqual(await names(), ["Edsger", "Ada", "Barbara", "Grace"]);
  assert.equal(await small.getByRole("columnheader", { name: "score" }).getAttribute("aria-sort"), "ascending");
  await page.getByRole("button", { name: "Add" }).click();
  await page.evaluate("painted()");
  assert.deepEqual(await names(), ["Edsger", "Ada", "Barbara", "Mary", "Grace"]);
  const large = page.getByRole("grid", { name: "Measurements" });
  await large.getByText("row 2", { exact: true }).click();
  await shows(page, "1 selected");
  await large.getByText("row 5", { exact: true }).click({ modifiers: ["Shift"] });
  await shows(page, "4 selected");
  await large.getByText("row 3", { exact: true }).click({ modifiers: ["Control"] });
  await shows(page, "3 selected");
  assert.equal(await large.locator("tr[aria-selected=true]").count(), 3);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("from right to left arrows and columns are mirrored; in a narrow window the table scrolls, not the page (b85)", async () => {
  const page = await visit({ viewport: { width: 320, height: 600 } });
  const sticksOut = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(await sticksOut(), false);
  assert.ok(await page.evaluate(() => scroller.scrollWidth > scroller.clientWidth));
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  assert.equal(await sticksOut(), false);
  await page.locator(".coracle-table th button").first().focus();
  assert.equal(await press(page, "ArrowLeft"), "value 1");
  assert.equal(await press(page, "ArrowRight"), "name");
  assert.equal(await press(page, "End"), "value 9");
  assert.equal((await active(page)).inSight, true);
  await page.setViewportSize({ width: 320, height: 1200 });
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await page.evaluate("painted()");
  assert.equal(await sticksOut(), false);
  await page.evaluate("scroller.scrollTop = scroller.scrollHeight");
  await page.evaluate("painted()");
  assert.equal((await page.evaluate("seen()"))[1], 99_999);
  await page.close();
});

test("a million rows, more than an element can be high: keys and the scroll bar lead to all of them (b85)", async () => {
  const page = await visit();
  await page.getByRole("grid", { name: "Long" }).getByRole("button").focus();
  const scroll = (fraction) =>
    page.evaluate(async (fraction) => {
      const table = document.activeElement.closest(".coracle-table");
      table.scrollTop = fraction * (table.scrollHeight - table.clientHeight);
      await painted();
      return [...table.querySelectorAll("td[tabindex]")].filter((cell) => {
        const [{ top, bottom }, box] = [cell, table].map((element) => element.getBoundingClientRect());
        return top > box.top + 20 && bottom <= box.bottom;
      }).map(({ textContent }) => Number(textContent));
    }, fraction);
  assert.equal(await press(page, "Control+End"), "999999");
  assert.deepEqual(await active(page), { text: "999999", inSight: true });
  assert.equal(await press(page, "ArrowDown", "ArrowUp", "ArrowUp", "PageUp"), "999992");
  assert.equal((await active(page)).inSight, true);
  assert.equal(await press(page, "Control+Home", "PageDown", "PageDown"), "10");
  assert.equal((await active(page)).inSight, true);
  assert.deepEqual(await scroll(1), [999_995, 999_996, 999_997, 999_998, 999_999]);
  const middle = await scroll(0.5);
  assert.ok(middle.length >= 4 && Math.abs(middle[0] - 499_997) < 10, middle.join());
  assert.deepEqual(middle, middle.map((_, i) => middle[0] + i));
  assert.deepEqual(await scroll(0), [0, 1, 2, 3, 4]);
  // By the wheel it is one after the other, as in any table.
  const down = await page.evaluate(async () => {
    const table = document.activeElement.closest(".coracle-table");
    const { height } = table.querySelector("td[tabindex]").getBoundingClientRect();
    table.scrollTop = 0.5 * table.scrollHeight;
    await painted();
    const first = () => {
      const { left, top } = table.getBoundingClientRect();
      return Number(document.elementFromPoint(left + 40, top + 1.5 * height + 3).closest("td").textContent);
    };
    table.scrollIntoView();
    const seen = [first()];
    for (let i = 0; i < 12; ++i) {
      table.scrollTop += height;
      await painted();
      seen.push(first());
    }
    return seen.map((row) => row - seen[0]);
  });
  assert.deepEqual(down, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("in forced colours what is selected and what has the focus can be told; a table that is removed leaves nothing (b85)", async () => {
  const page = await visit({ forcedColors: "active" });
  await page.getByText("row 3", { exact: true }).click();
  await page.keyboard.press("ArrowDown");
  await page.evaluate("painted()");
  const [selected, other, outline] = await page.evaluate(() => [
    getComputedStyle(rows()[3]).backgroundColor,
    getComputedStyle(rows()[4]).backgroundColor,
    getComputedStyle(document.activeElement).outlineStyle,
  ]);
  assert.notEqual(selected, other);
  assert.equal(outline, "solid");
  const counts = await page.evaluate("app.dispose(), app.counts()");
  assert.deepEqual(new Set(Object.values(counts)), new Set([0]), JSON.stringify(counts));
  assert.deepEqual(page.complaints, []);
  await page.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing: sorted and selected, ${colorScheme} (b85)`, async () => {
    const page = await visit({ colorScheme });
    await page.getByRole("grid", { name: "People" }).getByRole("button", { name: "born" }).click();
    await page.getByText("Ada").click();
    await page.getByRole("grid", { name: "Measurements" }).getByText("row 3", { exact: true }).click();
    assert.deepEqual(await violations(page, "#app"), []);
    await page.screenshot({ path: join(repository, `build/test-pages/table/${colorScheme}.png`) });
    await page.close();
  });
}
