// The service worker that isolates pages of hosts without headers.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { repository, site, until } from "./harness.mjs";
import { shows } from "./test-apps.mjs";

const root = "build/test-pages/isolation";
const write = (path, text) => {
  const file = join(repository, root, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
};
const copy = (source, path) => copyFileSync(join(repository, source), join(repository, root, path));
const page = (body, script = "isolation.js") =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Isolated</title><script src="${script}"></script>
<link rel="icon" href="data:,">${body}</html>`;
const app = page('<div id="app"></div><script type="module" src="main.mjs"></script>');

// Each test has folders of its own, since service workers stay.
for (const folder of ["", "a/", "b/", "own/", "elsewhere/", "framed/"]) {
  write(`${folder}index.html`, folder ? page("<p>a page</p>") : app);
  copy("web/isolation/isolation.js", `${folder}isolation.js`);
}
for (const file of ["threads.mjs", "threads.wasm", "threads.threads.mjs", "threads.threads.wasm"]) {
  copy(`build/wasm-release/test-apps/${file}`, file);
}
write("main.mjs", 'import { mount } from "./threads.mjs";\nawait mount("#app");\n');
write("beside.html", page("<p>a page</p>", "elsewhere/isolation.js"));
write("around.html", '<!doctype html><title>Around</title><link rel="icon" href="data:,"><iframe src="framed/"></iframe>');
write("own/worker.js", "// The site's own.\n");
write("own/first.html", "<!doctype html><title>First</title><link rel='icon' href='data:,'>");
const { open, server } = await site({ root });

const isIsolated = (page) => page.evaluate("crossOriginIsolated").catch(() => false);
const registered = (page, path) =>
  page.evaluate((path) => navigator.serviceWorker.getRegistration(path).then((found) => found?.active?.scriptURL), path);

test("a static host's page is isolated by one script, after one reload, and its app has threads", async () => {
  const page = await open("/", { locale: "en-GB" });
  let loads = 0;
  page.on("domcontentloaded", () => ++loads);
  await until(() => isIsolated(page));
  await page.getByRole("button", { name: "Add" }).click();
  await shows(page, "it is 2.5 €");
  assert.ok(loads <= 1, `${loads} reloads`);
  // From now on at once.
  await page.reload();
  assert.equal(await page.evaluate("crossOriginIsolated"), true);
  assert.equal((await page.goto(`${server.url}/none`)).status(), 404);
  await page.close();
});

test("two projects on one origin are isolated one after the other, and again after their worker has gone", async () => {
  const page = await open("/a/");
  await until(() => isIsolated(page));
  await page.goto(`${server.url}/b/`);
  await until(() => isIsolated(page));
  await page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.unregister())");
  // It goes when its last page has.
  await page.goto("about:blank");
  await page.goto(`${server.url}/b/`);
  await until(() => isIsolated(page));
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("what is no document and no worker's script goes by: an answer that never ends, its address", async () => {
  const page = await open("/a/");
  await until(() => isIsolated(page));
  const { served, redirected, first } = await page.evaluate(async () => {
    const stopped = new AbortController();
    const response = await fetch("camera.mjpeg?rate=20", { signal: stopped.signal });
    const { value } = await response.body.getReader().read();
    stopped.abort();
    const moved = await fetch("../b");
    const timing = performance.getEntriesByType("resource").filter(({ name }) => name.includes("camera.mjpeg"));
    return { served: timing.map(({ workerStart }) => workerStart), redirected: moved.redirected, first: value.length };
  });
  assert.ok(first > 0);
  assert.equal(redirected, true);
  assert.ok(served.length <= 1);
  await until(() => server.stats().paths["/a/camera.mjpeg"].aborted === 1);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("a frame in a page that is not isolated is left as it is", async () => {
  const page = await open("/around.html");
  const frame = page.frames().find((frame) => frame.url().endsWith("/framed/"));
  await frame.getByText("a page").waitFor();
  await page.waitForTimeout(300);
  assert.equal(await registered(frame, "/framed/"), undefined);
  assert.equal(await frame.evaluate("sessionStorage.length"), 0);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("a script beside the page's folder says that it cannot isolate the page", async () => {
  const page = await open("/beside.html");
  await until(() => page.complaints.length);
  assert.match(page.complaints.join(), /cannot be isolated: it is not below \S+\/elsewhere\/, where /);
  assert.equal(await registered(page, "/elsewhere/"), undefined);
  await page.close();
});

test("a site's own service worker stays, and that is told", async () => {
  const page = await open("/own/first.html");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("worker.js");
    await navigator.serviceWorker.ready;
  });
  await page.goto(`${server.url}/own/`);
  await until(() => page.complaints.length);
  assert.match(page.complaints.join(), /it has the service worker \S+\/own\/worker\.js, which would have to add/);
  assert.match(await registered(page, "/own/"), /\/own\/worker\.js$/);
  await page.close();
});
