// The gallery as it is served: its pages fit, lead somewhere, and nothing in them moves by itself.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gallerySite, leave, root, shows } from "./gallery-site.mjs";
import { repository, until } from "./harness.mjs";
import { violations } from "./violations.mjs";

const { open, server } = await gallerySite();

test("every link of the gallery leads somewhere", async () => {
  const page = await open("/index.html");
  const seen = new Set();
  const waiting = [page.url()];
  for (let url = waiting.pop(); url; url = waiting.pop()) {
    if (seen.has(url) || !url.startsWith(server.url)) continue;
    seen.add(url);
    const response = await page.goto(url);
    assert.ok(response.ok(), url);
    waiting.push(...(await page.evaluate(() => [...document.links].map(({ href }) => href.split("#")[0]))));
  }
  assert.ok(seen.size >= 10, `only ${[...seen].join(" ")}`);
  await page.close();
});

const windows = ["light", "dark"].flatMap((colorScheme) => [390, 1280].map((width) => ({ colorScheme, width })));
/** `[window, page]` of all that is too wide. A page is opened once for all windows. */
const findTooWide = async () => {
  const found = [];
  const page = await open("/index.html");
  for (const name of readdirSync(join(repository, root)).filter((file) => file.endsWith(".html"))) {
    await page.goto(`${server.url}/${name}`);
    for (const window of windows) {
      await page.emulateMedia({ colorScheme: window.colorScheme });
      await page.setViewportSize({ width: window.width, height: 800 });
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push([window, name]);
    }
  }
  await page.close();
  return found;
};
let tooWide;
for (const window of windows) {
  test(`no page is wider than a ${window.colorScheme} window of ${window.width} pixels`, async () => {
    tooWide ??= findTooWide();
    assert.deepEqual((await tooWide).filter(([found]) => found === window), []);
  });
}

test("the languages of a program are chosen by keyboard, and nothing moves", async () => {
  const page = await open("/generator.html");
  await shows(page, "Calculation did not run yet");
  const [cpp, javascript] = ["generator.cpp", "javascript.mjs"].map((name) => page.getByLabel(name, { exact: true }));
  assert.deepEqual([await cpp.isVisible(), await javascript.isVisible()], [true, false]);
  await page.getByRole("radio", { name: "C++" }).focus();
  await page.keyboard.press("ArrowRight");
  assert.deepEqual([await cpp.isVisible(), await javascript.isVisible()], [false, true]);
  assert.match(await javascript.textContent(), /async function\* runner/);
  await page.getByText("C++", { exact: true }).click();
  assert.deepEqual([await cpp.isVisible(), await javascript.isVisible()], [true, false]);
  await leave(page);
});

test("in a narrow window nothing moves either, when an app appears and when it is used", async () => {
  const page = await open("/index.html", { viewport: { width: 390, height: 800 } });
  const paths = await page.locator("nav a:not([href='reference.html']), a.card[href='plain/']").evaluateAll((links) => links.map(({ href }) => href));
  for (const path of paths) {
    await page.goto(path);
    const app = page.locator("#app, coracle-app");
    const control = app.locator("button, input, [role=slider]").first();
    if (!path.endsWith("/slideshow.html")) await control.waitFor();
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    if (await control.count()) {
      await control.focus();
      await page.keyboard.press((await app.locator("button").count()) ? "Enter" : "ArrowRight");
    }
    await page.waitForTimeout(600);
    assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), height, path);
    assert.deepEqual(await page.evaluate("globalThis.shifts"), [], path);
  }
  await leave(page);
});

test("each example is shown in C++ and in JavaScript", async () => {
  const page = await open("/index.html");
  const paths = await page.locator("nav a:not([href='reference.html'])").evaluateAll((links) => links.map(({ href }) => href));
  assert.equal(paths.length, 15);
  for (const path of paths) {
    await page.goto(path);
    // JavaScript writes no components, and has no threads.
    if (/\/(camera|rating|progress|mandelbrot)\.html$/.test(path)) continue;
    for (const [language, text] of [["C++", /View app\(\)/], ["JavaScript", /= await load\(\)/]]) {
      await page.locator(".languages").getByText(language, { exact: true }).click();
      const shown = page.locator(".source pre:visible");
      assert.equal(await shown.count(), 1, path);
      assert.match(await shown.textContent(), text);
    }
  }
  await page.close();
});

for (const address of ["bare/components/", "bare/components-javascript/"]) {
  test(`every component is in ${address}, and none of them is an error`, async () => {
    const page = await open(`/${address}`);
    const shown = [];
    const tabs = page.getByRole("tablist", { name: "Components" }).getByRole("tab");
    await tabs.first().waitFor();
    for (const tab of await tabs.all()) {
      await tab.click();
      await page.getByRole("tabpanel", { name: await tab.textContent() }).locator(".coracle-card").first().waitFor();
      shown.push(...(await page.locator(".coracle-card > .coracle-title").allTextContents()));
      assert.doesNotMatch(await page.locator("#app").innerText(), /undefined|NaN|\[object/);
    }
    const described = JSON.parse(readFileSync(join(repository, "build/generated/components.json"), "utf8"));
    const missing = described.map(({ name }) => name).filter((name) => !shown.some((title) => title.split(", ").includes(name)));
    assert.deepEqual(missing, []);
    await page.getByRole("tab", { name: "Input" }).click();
    await page.getByRole("button", { name: "Press" }).click();
    await page.getByText("1 so far").waitFor();
    await page.getByRole("tab", { name: "Values" }).click();
    for (const image of await page.getByRole("img", { name: "A boat" }).all()) {
      await until(() => image.evaluate(({ complete, naturalWidth }) => complete && naturalWidth > 0));
    }
    await page.getByRole("slider", { name: "Heading" }).press("ArrowRight");
    await page.getByText("Heading 60 degrees").waitFor();
    assert.equal(await page.locator(".coracle-error").count(), 0);
    await leave(page);
  });
}

test("axe finds nothing on any page, light and dark", async () => {
  const page = await open("/index.html", { reducedMotion: "reduce" });
  const findsNothing = async (name) => {
    // A camera's answer never ends.
    await (name === "camera.html" ? shows(page, /^\d+ frames\/s/) : page.waitForLoadState("networkidle"));
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), [], `${name}, ${colorScheme}`);
    }
  };
  const names = readdirSync(join(repository, root)).filter((file) => file.endsWith(".html"));
  for (const name of [...names, "plain/"]) {
    await page.goto(`${server.url}/${name}`);
    await findsNothing(name);
    if (name !== "components.html") continue;
    for (const tab of await page.getByRole("tablist", { name: "Components" }).getByRole("tab").all()) {
      await tab.click();
      await findsNothing(`${name} ${await tab.textContent()}`);
    }
  }
  assert.deepEqual(page.complaints, []);
  await page.close();
});
