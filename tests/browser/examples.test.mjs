// The gallery's examples: each works by mouse and by keyboard, on its page and alone, and complains of nothing.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { countCreatedElements } from "./created-elements.mjs";
import { gallerySite, leave, shows } from "./gallery-site.mjs";
import { until } from "./harness.mjs";

const { open, server } = await gallerySite();
beforeEach(() => server.resetStats());

for (const path of ["/generator.html", "/javascript.html", "/bare/generator/", "/bare/generator-javascript/", "/plain/"]) {
  test(`${path}: a press starts the generator, by mouse and by keyboard, and it runs to its end`, async () => {
    const page = await open(path);
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
  const page = await open("/bare/generator/");
  await shows(page, "Calculation did not run yet");
  const paths = Object.keys(server.stats().paths).filter((path) => path.startsWith("/bare"));
  const files = ["", "coracle.css", "generator.mjs", "generator.wasm", "main.mjs"];
  assert.deepEqual(paths.sort(), files.map((file) => `/bare/generator/${file}`));
  await leave(page);
});

for (const path of ["/slideshow.html", "/bare/slideshow/", "/bare/slideshow-javascript/"]) {
  test(`${path}: pictures follow each other by themselves`, async () => {
    const page = await open(path);
    const image = page.locator(".coracle-image");
    await image.waitFor();
    const first = await image.getAttribute("src");
    await until(async () => (await image.getAttribute("src")) !== first);
    assert.equal(await image.evaluate((element) => element.decode().then(() => element.naturalWidth)), 800);
    await leave(page);
  });
}

for (const path of ["/handler.html", "/bare/handler-javascript/"]) {
  test(`${path}: presses in flight each report their own number`, async () => {
    const page = await open(path);
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
    // So long that no frame, however late, can have both ends in it.
    await page.waitForTimeout(500);
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
    // In each frame, so that two additions at once are told from two that follow each other.
    await canvas.evaluate((element) => {
      globalThis.drawn = [];
      let before = element.toDataURL();
      const look = () => {
        const now = element.toDataURL();
        if (now !== before) drawn.push(performance.now());
        before = now;
        requestAnimationFrame(look);
      };
      look();
    });
    const button = page.getByRole("button", { name: "Five more, in a second" });
    await button.click();
    await button.press("Enter");
    await until(() => page.evaluate(() => drawn.length > 0 && drawn.at(-1) - drawn[0] > 500));
    assert.deepEqual(page.complaints, []);
    await page.close();
  });
}

for (const path of ["/image.html", "/bare/image/", "/bare/image-javascript/"]) {
  test(`${path}: the slider chooses the picture by keyboard, and requests given up are aborted`, async () => {
    const page = await open(`/~delay=1000&only=.jpg${path}`);
    await page.locator(".coracle-image").waitFor();
    const slider = page.getByRole("slider", { name: "Image" });
    await slider.focus();
    for (let step = 0; step < 4; ++step) {
      await page.keyboard.press("ArrowRight");
      await page.waitForTimeout(60);
    }
    await page.locator(".coracle-output[aria-busy=true]").waitFor();
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

for (const path of ["/image.html", "/bare/image/"]) {
  test(`${path}: a drag by mouse chooses the picture that it ends at, and aborts the requests on its way [b38, b41]`, async () => {
    const page = await open(`/~delay=1000&only=.jpg${path}`);
    await page.locator(".coracle-image").waitFor();
    const slider = page.getByRole("slider", { name: "Image" });
    const { x, y, width, height } = await slider.boundingBox();
    // The thumb, of about 16 pixels, stays within the track.
    const moveTo = (index) => page.mouse.move(x + 8 + ((width - 16) * index) / 9, y + height / 2);
    await moveTo(0);
    await page.mouse.down();
    for (const index of [2, 4, 6, 8, 7]) {
      await moveTo(index);
      await page.waitForTimeout(60);
    }
    await page.mouse.up();
    await page.locator(".coracle-output[aria-busy=true]").waitFor();
    await page.locator(".coracle-output[aria-busy=false]").waitFor();
    assert.equal(await page.locator("output").textContent(), "7");
    const { paths } = server.stats();
    const asked = Object.keys(paths).filter((name) => /images\/[1-9]\.jpg$/.test(name));
    const [last, ...others] = [asked.find((name) => name.endsWith("/7.jpg")), ...asked.filter((name) => !name.endsWith("/7.jpg"))];
    assert.equal(paths[last].finished, 1);
    assert.ok(others.length >= 1 && others.every((name) => paths[name].finished === 0), JSON.stringify(paths));
    assert.ok(others.every((name) => paths[name].aborted === 1), JSON.stringify(paths));
    await leave(page);
  });
}

test("/bare/generator/: 101 yields create at most 5 elements [b52]", async () => {
  const page = await open("/bare/generator/");
  await shows(page, "Calculation did not run yet");
  const createdElements = await countCreatedElements(page);
  await page.getByRole("button").click();
  await shows(page, "Success");
  const created = await createdElements();
  assert.ok(created >= 1 && created <= 5, `${created} elements`);
  await leave(page);
});

// The shell never hides a page; so the page is told that it is, and gets no animation frames.
test("/bare/generator/: a tab that is hidden goes on, and so it does when it is shown again [b97]", async () => {
  const page = await open("/bare/generator/");
  await shows(page, "Calculation did not run yet");
  const text = () => page.evaluate("document.querySelector('#app').textContent");
  const press = () => page.evaluate("document.querySelector('#app button').click()");
  await page.evaluate(() => {
    const animate = globalThis.requestAnimationFrame;
    globalThis.hide = (hidden) => {
      for (const [name, value] of Object.entries({ hidden, visibilityState: hidden ? "hidden" : "visible" })) {
        Object.defineProperty(document, name, { value, configurable: true });
      }
      globalThis.requestAnimationFrame = hidden ? () => 1 : animate;
      document.dispatchEvent(new Event("visibilitychange"));
    };
  });
  await press();
  await until(async () => /Running/.test(await text()));
  await page.evaluate("hide(true)");
  await until(async () => /Success/.test(await text()));
  await press();
  await until(async () => /Running/.test(await text()));
  await page.evaluate("hide(false)");
  await until(async () => /Success/.test(await text()));
  await leave(page);
});

test("/image.html: a server that fails is one error in the page and one on the console", async () => {
  const page = await open("/~fail=503&only=.jpg/image.html");
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
    const page = await open(path);
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
    const page = await open(`/~delay=50&only=.jpg${path}`);
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

test("/plain/: removing the element frees the app, putting it back starts it anew", async () => {
  const page = await open("/plain/");
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
  const page = await open("/bare/handler/");
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

test("/rating.html: a component of one's own is pressed, moved by keys, and mirrored with its text", async () => {
  const page = await open("/rating.html");
  const service = page.getByRole("slider", { name: "Service" });
  await shows(page, "how was the service?");
  await service.locator("span").nth(2).click();
  await shows(page, "On average 3.5 of 5");
  assert.equal(await service.textContent(), "★★★☆☆");
  const says = (name, value) => until(async () => (await service.getAttribute(name)) === value);
  await service.press("ArrowRight");
  await says("aria-valuetext", "4 of 5 stars");
  await service.press("End");
  await service.press("ArrowUp");
  await says("aria-valuenow", "5");
  await page.evaluate("document.documentElement.dir = 'rtl'");
  await service.press("ArrowRight");
  await says("aria-valuenow", "4");
  await page.keyboard.press("Home");
  await shows(page, "how was the service?");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate("document.activeElement.ariaLabel"), "Taste");
  // Its own style sheet, or the page's, has its way in it, and nowhere else.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("span { letter-spacing: 3px }");
    document.adoptedStyleSheets = [sheet];
  });
  const spacing = (locator) => locator.evaluate((element) => getComputedStyle(element).letterSpacing);
  assert.equal(await spacing(service.locator("span").first()), "3px");
  assert.equal(await spacing(page.getByText("Taste 4 of 5; how was")), "normal");
  await page.evaluate("document.documentElement.dir = ''");
  await leave(page);
});

for (const path of ["/progress.html", "/bare/progress/"]) {
  test(`${path}: a thread moves the bar while the page answers`, async () => {
    const page = await open(path);
    const value = () => page.getByRole("progressbar").evaluate((bar) => bar.value);
    await until(async () => (await value()) > 0);
    const before = await value();
    await page.getByRole("button").click();
    await shows(page, "Pressed: 1");
    await until(async () => (await value()) > before);
    await leave(page);
  });
}

for (const path of ["/mandelbrot.html", "/bare/mandelbrot/"]) {
  test(`${path}: what four threads calculate is shown as it comes, until they are stopped`, async () => {
    const page = await open(path);
    const lines = () => page.getByRole("progressbar").evaluate((bar) => bar.value);
    const image = page.locator(".coracle-image");
    await page.getByRole("button", { name: "Draw" }).waitFor();
    assert.equal(await image.isVisible(), false, "there is none yet, not a broken one");
    await page.getByRole("button", { name: "Draw" }).click();
    await until(async () => (await lines()) > 8);
    // Decoding one of them would be given up when the next one comes.
    await until(async () => (await image.evaluate((element) => element.naturalWidth)) === 480);
    await page.getByRole("button", { name: "Stop" }).click();
    await shows(page, /Stopped after \d+ lines/);
    const stopped = await lines();
    assert.ok(stopped < 2240, `${stopped} lines`);
    assert.equal(page.workers().length, 4);
    // One that still calculates does not answer.
    const answers = page.workers().map((worker) => worker.evaluate("'idle'"));
    assert.deepEqual(await Promise.all(answers), ["idle", "idle", "idle", "idle"]);
    assert.equal(await lines(), stopped);
    await leave(page);
  });
}

for (const path of ["/camera.html", "/bare/camera/"]) {
  test(`${path}: the camera's pictures are shown as they come; another rate is another request [b83]`, async () => {
    const page = await open(path);
    const image = page.locator(".coracle-image");
    await until(async () => (await image.evaluate((element) => element.naturalWidth)) === 800);
    const first = await image.getAttribute("src");
    await until(async () => (await image.getAttribute("src")) !== first);
    await shows(page, /^\d+ frames\/s, \d+ dropped, \d+ ms away/);
    const asked = () => Object.entries(server.stats().paths).find(([name]) => name.endsWith("/camera.mjpeg"))[1];
    await page.getByRole("slider").focus();
    await page.keyboard.press("ArrowRight");
    await until(() => asked().requests === 2 && asked().aborted === 1);
    await shows(page, /^\d+ frames\/s, \d+ dropped, \d+ ms away/);
    await leave(page);
    await until(() => asked().aborted === 2);
  });
}

/** What the program said on the console. */
const reports = (page) => page.complaints.filter((text) => text.startsWith("coracle"));

test("/camera.html: where the camera breaks off there is one error, and Retry begins anew; so after a refusal", async () => {
  const page = await open("/~cut=60000&only=.mjpeg/camera.html");
  const error = page.getByRole("alert");
  const retry = page.getByRole("button", { name: "Retry" });
  const asked = () => server.stats().paths["/camera.mjpeg"];
  await shows(page, "the answer from camera.mjpeg?rate=15 broke off: the connection was lost");
  // What it showed last stays.
  assert.equal(await page.locator(".coracle-image").evaluate((image) => image.naturalWidth), 800);
  await retry.click();
  await until(() => asked().requests === 2 && asked().finished === 2);
  await until(() => reports(page).length === 2);
  await retry.waitFor();
  assert.equal(await error.count(), 1);

  await page.getByLabel("Network").selectOption("answers 503");
  await page.waitForURL("**/~fail=503&only=.mjpeg/camera.html");
  await shows(page, "the server answered 503 for camera.mjpeg?rate=15");
  assert.equal(reports(page).length, 3);
  await page.getByLabel("Network").selectOption("100 kB per second");
  await shows(page, /^\d frames\/s, 0 dropped/);
  assert.equal(await error.count(), 0);
  await page.close();
});

test("/requests.html: a server that fails, or breaks off, ends the program with one error; another press is another", async () => {
  for (const [fault, message] of [
    ["fail=503", "the server answered 503 for images/0.jpg"],
    ["cut=9000", "the answer from images/0.jpg broke off"],
  ]) {
    const page = await open(`/~${fault}&only=.jpg/requests.html`);
    const button = page.getByRole("button", { name: "Fetch five pictures" });
    for (const presses of [1, 2]) {
      await button.click();
      await until(() => reports(page).length === presses);
      assert.ok(reports(page).at(-1).includes(message), reports(page).at(-1));
    }
    await shows(page, message);
    assert.equal(await page.locator(".coracle-log").innerText(), "");
    assert.equal(Object.keys(server.stats().paths).filter((name) => name.endsWith(".jpg")).join(), "/images/0.jpg");
    await page.close();
  }
});

test("on a host without headers the examples with threads run all the same, by the service worker", async () => {
  const { open } = await gallerySite({ isolated: false });
  for (const path of ["/bare/progress/", "/progress.html"]) {
    const page = await open(path);
    await until(() => page.evaluate("crossOriginIsolated").catch(() => false));
    page.complaints.length = 0; // Those from before it was loaded again.
    await until(() => page.getByRole("progressbar").evaluate((bar) => bar.value > 0));
    await leave(page);
  }
});

test("where a page is not isolated, an example with threads says so", async () => {
  const { open } = await gallerySite({ isolated: false });
  const page = await open("/progress.html", { serviceWorkers: "block" });
  await shows(page, /Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp/);
  await page.getByRole("button", { name: "The page stays live" }).click();
  await shows(page, "Pressed: 1");
  await page.close();
});
