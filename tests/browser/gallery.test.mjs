// The gallery as it is served: every page works by mouse and by keyboard, complains of nothing, and
// nothing in it moves by itself.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, test } from "node:test";
import { repository, site } from "./harness.mjs";

const root = "build/site";
const { open, server } = await site({ root });
beforeEach(() => server.resetStats());

/** Records every layout shift that did not follow a press at once. */
const watchShifts = () => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.hadRecentInput) shifts.push(entry.sources.map(({ node }) => node?.className ?? String(node)));
    }
  }).observe({ type: "layout-shift", buffered: true });
};
const visit = async (path, options) => {
  const page = await open("/", options);
  await page.addInitScript(watchShifts);
  await page.goto(server.url + path);
  return page;
};
const leave = async (page) => {
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(await page.evaluate("globalThis.shifts"), []);
  await page.close();
};
const shows = (page, text) => page.getByText(text).first().waitFor();

test("every link of the gallery leads somewhere", async () => {
  const page = await visit("/index.html");
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

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1280]) {
    test(`no page is wider than a ${colorScheme} window of ${width} pixels`, async () => {
      const page = await visit("/index.html", { colorScheme, viewport: { width, height: 800 } });
      for (const name of readdirSync(join(repository, root)).filter((file) => file.endsWith(".html"))) {
        await page.goto(`${server.url}/${name}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name);
      }
      await page.close();
    });
  }
}

for (const path of ["/generator.html", "/bare/generator/", "/bare/generator-javascript/", "/plain/"]) {
  test(`${path}: a press starts the generator, by mouse and by keyboard, and it runs to its end`, async () => {
    const page = await visit(path);
    const button = page.getByRole("button", { name: "Press to run calculation" });
    await shows(page, "Calculation did not run yet");
    await button.click();
    await shows(page, /Running \(\d+\/100%\)/);
    assert.equal(await page.getByRole("progressbar").count(), 1);
    await shows(page, "Success");
    await button.focus();
    await page.keyboard.press("Enter");
    await shows(page, /Running \(\d+\/100%\)/);
    assert.ok(await button.evaluate((element) => element === document.activeElement));
    await leave(page);
  });
}

test("the bare page of the generator loads its five files and nothing else", async () => {
  const page = await visit("/bare/generator/");
  await shows(page, "Calculation did not run yet");
  const paths = Object.keys(server.stats().paths).filter((path) => path.startsWith("/bare"));
  const files = ["", "coracle.css", "generator.mjs", "generator.wasm", "main.mjs"];
  assert.deepEqual(paths.sort(), files.map((file) => `/bare/generator/${file}`));
  await leave(page);
});

for (const path of ["/slideshow.html", "/bare/slideshow/", "/bare/slideshow-javascript/"]) {
  test(`${path}: pictures follow each other by themselves`, async () => {
    const page = await visit(path);
    const image = page.locator(".coracle-image");
    await image.waitFor();
    const first = await image.getAttribute("src");
    await page.waitForFunction(
      (former) => document.querySelector(".coracle-image").src !== former,
      first,
    );
    assert.equal(await image.evaluate((element) => element.decode().then(() => element.naturalWidth)), 800);
    await leave(page);
  });
}

for (const path of ["/handler.html", "/bare/handler-javascript/"]) {
  test(`${path}: presses in flight each report their own number`, async () => {
    const page = await visit(path);
    const button = page.getByRole("button");
    await button.waitFor();
    await page.evaluate(() => {
      const text = document.querySelector(".coracle-text");
      globalThis.shown = [];
      const options = { subtree: true, childList: true, characterData: true };
      new MutationObserver(() => shown.push(text.textContent)).observe(text, options);
    });
    await button.click();
    await shows(page, "Running 1");
    await page.keyboard.press("Space");
    await shows(page, "Finished 2");
    const expected = ["Running 1", "Running 2", "Finished 1", "Finished 2"];
    assert.deepEqual(await page.evaluate("[...new Set(shown)]"), expected);
    await leave(page);
  });
}

for (const path of ["/stream.html", "/bare/stream/", "/bare/stream-javascript/"]) {
  test(`${path}: each press adds to the plot, one after the other [b86]`, async () => {
    const page = await open(path);
    const canvas = page.getByRole("img", { name: "A random walk" }).locator("canvas").first();
    await canvas.waitFor();
    const drawn = () => canvas.evaluate((element) => element.toDataURL());
    const button = page.getByRole("button", { name: "Five more, in a second" });
    const before = await drawn();
    await button.click();
    await button.press("Enter");
    await page.waitForTimeout(1300);
    const first = await drawn();
    assert.notEqual(first, before, "the first press has added");
    await page.waitForTimeout(1000);
    assert.notEqual(await drawn(), first, "then the second");
    assert.deepEqual(page.complaints, []);
    await page.close();
  });
}

for (const path of ["/image.html", "/bare/image/", "/bare/image-javascript/"]) {
  test(`${path}: the slider chooses the picture by keyboard, and requests given up are aborted`, async () => {
    const page = await visit(`/~delay=1000&only=.jpg${path}`);
    await page.locator(".coracle-image").waitFor();
    const slider = page.getByRole("slider", { name: "Image" });
    await slider.focus();
    for (let step = 0; step < 4; ++step) {
      await page.keyboard.press("ArrowRight");
      await page.waitForTimeout(60);
    }
    assert.ok(await page.locator(".coracle-output[aria-busy=true]").count());
    await page.locator(".coracle-output[aria-busy=false]").waitFor();
    assert.equal(await page.locator("output").textContent(), "4");
    const { paths } = server.stats();
    const asked = Object.keys(paths).filter((name) => /images\/[1-9]\.jpg$/.test(name));
    const last = asked.find((name) => name.endsWith("/4.jpg"));
    assert.equal(paths[last].finished, 1);
    const aborted = asked.filter((name) => name !== last).map((name) => paths[name].aborted);
    assert.ok(aborted.length >= 1 && aborted.every((count) => count === 1), JSON.stringify(paths));
    assert.equal(await page.locator(".coracle-image").evaluate((image) => image.decode().then(() => image.naturalWidth)), 800);
    await leave(page);
  });
}

test("/image.html: a server that fails is one error in the page and one on the console", async () => {
  const page = await visit("/~fail=503&only=.jpg/image.html");
  const box = page.getByRole("alert");
  await box.waitFor();
  assert.match(await box.textContent(), /503/);
  assert.equal(page.complaints.filter((text) => text.startsWith("coracle")).length, 1);
  assert.equal(await page.getByLabel("Network").inputValue(), "fail=503");
  await page.getByLabel("Network").selectOption("");
  await page.waitForURL("**/image.html");
  await page.locator(".coracle-image").waitFor();
  await page.close();
});

for (const path of ["/waiting.html", "/bare/waiting-javascript/", "/changes.html", "/bare/changes-javascript/"]) {
  test(`${path}: each move of the slider, by keyboard, is one line; ten and it has ended [b55, b58]`, async () => {
    const page = await visit(path);
    await shows(page, "did work 0");
    const slider = page.getByRole("slider", { name: "Move me" });
    await slider.focus();
    for (let step = 1; step <= 10; ++step) {
      await page.keyboard.press("ArrowRight");
      await shows(page, `continued with value ${step}`);
    }
    await page.keyboard.press("Home");
    const lines = await page.locator(".coracle-log > div > div").allTextContents();
    assert.deepEqual([lines.length, lines.at(-1)], [20, "continued with value 10"]);
    await leave(page);
  });
}

for (const path of ["/requests.html", "/bare/requests-javascript/"]) {
  test(`${path}: the program's requests are served one after the other, each press its own [b56]`, async () => {
    const page = await visit(`/~delay=50&only=.jpg${path}`);
    const button = page.getByRole("button", { name: "Fetch five pictures" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    await shows(page, "program 1 has ended");
    await shows(page, "program 2 has ended");
    const lines = await page.locator(".coracle-log > div > div").allTextContents();
    assert.equal(lines.length, 12);
    assert.equal(lines.filter((line) => /^image\/jpeg, \d+ bytes$/.test(line)).length, 10, lines.join());
    assert.equal(lines.filter((line) => line.startsWith("program 1")).length, 1);
    await leave(page);
  });
}

test("the languages of a program are chosen by keyboard, and nothing moves", async () => {
  const page = await visit("/generator.html");
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
  const page = await visit("/index.html", { viewport: { width: 390, height: 800 } });
  const paths = await page.locator("nav a, a.card[href='plain/']").evaluateAll((links) => links.map(({ href }) => href));
  for (const path of paths) {
    await page.goto(path);
    const app = page.locator("#app, coracle-app");
    const control = app.locator("button, input").first();
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
  const page = await visit("/index.html");
  const paths = await page.locator("nav a").evaluateAll((links) => links.map(({ href }) => href));
  assert.equal(paths.length, 9);
  for (const path of paths) {
    await page.goto(path);
    for (const [language, text] of [["C++", /View app\(\)/], ["JavaScript", /= await load\(\)/]]) {
      await page.locator(".languages").getByText(language, { exact: true }).click();
      const shown = page.locator(".source pre:visible");
      assert.equal(await shown.count(), 1, path);
      assert.match(await shown.textContent(), text);
    }
  }
  await page.close();
});

test("/plain/: removing the element frees the app, putting it back starts it anew", async () => {
  const page = await visit("/plain/");
  await shows(page, "Calculation did not run yet");
  const counts = await page.evaluate(async () => {
    const element = document.querySelector("coracle-app");
    const { app } = element;
    element.querySelector("button").click();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const running = app.counts();
    element.remove();
    const after = app.counts();
    document.querySelector("article").append(element);
    return { running, after };
  });
  assert.ok(counts.running.nodes > 0);
  assert.deepEqual(new Set(Object.values(counts.after)), new Set([0]));
  await shows(page, "Calculation did not run yet");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("several modules, and the same one twice, share a page without a clash", async () => {
  const page = await visit("/bare/handler/");
  await page.getByRole("button").waitFor();
  const texts = await page.evaluate(async () => {
    const roots = ["a", "b", "c"].map(() => document.body.appendChild(document.createElement("div")));
    const { mount } = await import("../generator/generator.mjs");
    const apps = [await mount(roots[0]), await mount(roots[1])];
    const { mount: mountHandler } = await import("./handler.mjs");
    apps.push(await mountHandler(roots[2]));
    roots[1].querySelector("button").click();
    roots[2].querySelector("button").click();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const texts = roots.map((root) => root.textContent.replace(/\d+\//, ""));
    for (const app of apps) app.dispose();
    return texts;
  });
  assert.match(texts[0], /did not run yet/);
  assert.match(texts[1], /Running \(100%\)/);
  assert.match(texts[2], /Running 1/);
  assert.deepEqual(page.complaints, []);
  await page.close();
});
