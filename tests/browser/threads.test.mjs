// Apps with threads, in pages that are isolated and in pages that are not.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { repository, site, until } from "./harness.mjs";
import { shows, testApps } from "./test-apps.mjs";

const { open } = await testApps("threads", { isolated: true });
const plain = await testApps("no-threads");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

test("a function on a thread gives its result to the page", async () => {
  const page = await open("/?app=threads");
  await press(page, "Add");
  await shows(page, "it is 2.5 €");
  assert.equal(page.workers().length, 1);
  await press(page, "Add");
  await shows(page, "it is 2.5 €");
  assert.equal(page.workers().length, 1, "it is used again");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("ten thousand writes from four threads arrive, and the last wins", async () => {
  const page = await open("/?app=threads");
  await press(page, "Write");
  await shows(page, "heard 10000, last 2500 2500 2500 2500");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("a thread that writes without a pause is heard while it writes, and the page answers", async () => {
  const page = await open("/?app=threads");
  await press(page, "Write on");
  await shows(page, /^heard [1-9]\d{2,}$/);
  await press(page, "Click");
  await shows(page, "click 1");
  await press(page, "Stop");
  await shows(page, /^heard in the end \d{3,}$/);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("ten thousand writes as fast as four threads can arrive too", async () => {
  const page = await open("/?app=threads");
  await press(page, "Write fast");
  await shows(page, "heard 10000, last 2500 2500 2500 2500");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("an error that a thread gives is an error on the page", async () => {
  const page = await open("/?app=threads");
  await press(page, "Fail");
  await shows(page, "failed: there is no such number");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("the memory may grow on a thread, and again on another, while the page writes to it", async () => {
  const page = await open("/?app=threads");
  for (const count of [1, 2]) {
    await press(page, "Grow");
    await press(page, "Click");
    await shows(page, "100000000 bytes, the last of them xxx");
    await shows(page, `click ${count}`);
  }
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("a thread of the program's own writes to the page, before there was any other", async () => {
  const page = await open("/?app=threads");
  await press(page, "Own thread");
  await shows(page, "a thread of its own");
  await press(page, "Add");
  await shows(page, "it is 2.5 €");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("two apps on a page have threads of their own, and one goes on when the other has ended", async () => {
  const page = await open("/?app=threads");
  await shows(page, "no sum");
  await page.evaluate(async () => (globalThis.other = await globalThis.mountApp("#other")));
  const [first, second] = [page.locator("#app"), page.locator("#other")];
  for (const app of [first, second]) {
    await app.getByRole("button", { name: "Start", exact: true }).click();
    await app.getByText("calculating", { exact: true }).waitFor();
  }
  await until(() => page.workers().length === 2);
  await page.evaluate("app.dispose()");
  await until(() => page.workers().length === 1);
  await second.getByRole("button", { name: "Stop" }).click();
  await second.getByText("no thread is left").waitFor();
  await second.getByRole("button", { name: "Add" }).click();
  await second.getByText("it is 2.5 €").waitFor();
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("a thread that stops for nobody is ended after its grace period, and the app goes on", async () => {
  const page = await open("/?app=threads");
  await press(page, "Start for ever");
  await shows(page, "calculating for ever");
  await until(() => page.workers().length === 1);
  await press(page, "Stop");
  await shows(page, "no thread is left");
  await until(() => page.workers().length === 0);
  assert.match(page.complaints.join(), /did not stop within 1000 ms of being asked to, and was ended where it stood/);
  // The heap and the inbox are no one's.
  await press(page, "Add");
  await shows(page, "it is 2.5 €");
  await press(page, "Write");
  await shows(page, "heard 10000, last 2500 2500 2500 2500");
  await page.close();
});

test("what a thread destroys at its end may use the heap, and write to the page", async () => {
  const page = await open("/?app=threads");
  await press(page, "Leave");
  await shows(page, "these are its last words");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("a trap on a thread stops the app and says so", async () => {
  const page = await open("/?app=threads");
  await press(page, "Trap");
  await shows(page, "This app stopped:");
  await page.close();
});

for (const [name, button] of [
  ["what an app ran on threads ends with it", "Start"],
  ["a thread that stops for nobody ends a while after its app, and that is told", "Start for ever"],
]) {
  test(name, async () => {
    const page = await open("/?app=threads");
    await press(page, button);
    await shows(page, "calculating");
    await until(() => page.workers().length === 1);
    const counts = await page.evaluate(() => {
      globalThis.app.dispose();
      return globalThis.app.counts();
    });
    assert.deepEqual(Object.entries(counts).filter(([, count]) => count !== 0), []);
    await until(() => page.workers().length === 0);
    if (button === "Start") assert.deepEqual(page.complaints, []);
    else await until(() => /1 threads did not stop within 1000 ms of the end of their app/.test(page.complaints.join()));
    assert.ok(page.complaints.length <= 1, page.complaints.join());
    await page.close();
  });
}

test("without isolation the same app runs, and a thread is an error that says what to do", async () => {
  const page = await plain.open("/?app=threads");
  assert.equal(await page.evaluate("crossOriginIsolated"), false);
  await press(page, "Add");
  await shows(page, /Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp/);
  await shows(page, /service worker isolation\.js/);
  await press(page, "Click");
  await shows(page, "click 1");
  assert.equal(page.workers().length, 0);
  await page.close();
});

test("the build with threads says on a page without isolation that it needs it", async () => {
  const page = await plain.open("/?app=threads&wait");
  const message = await page.evaluate(() =>
    import("./threads.threads.mjs").then(({ mount }) => mount("#app")).catch((error) => error.message),
  );
  assert.match(message, /Cross-Origin-Opener-Policy/);
  await shows(page, /This app cannot run: it has threads/);
  await page.close();
});

/** An isolated page that mounts what `main` gives it, with some of the app's files beside it. */
const mountedBy = (name, main, files, options = {}) => {
  const root = `build/test-pages/${name}`;
  const folder = join(repository, root);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const built = join(repository, "build/wasm-release/test-apps");
  for (const file of files) copyFileSync(join(built, file), join(folder, file));
  writeFileSync(join(folder, "main.mjs"), main);
  writeFileSync(
    join(folder, "index.html"),
    '<!doctype html><link rel="icon" href="data:,"><div id="app"></div><script type="module" src="main.mjs"></script>',
  );
  return site({ root, isolated: true, ...options });
};
const both = ["threads.mjs", "threads.wasm", "threads.threads.mjs", "threads.threads.wasm"];
const plainMain = 'import { mount } from "./threads.mjs";\nawait mount("#app");\n';

/** The other build runs, and the page says why. */
const runsWithoutThreads = async (page, reason) => {
  assert.equal(await page.evaluate("crossOriginIsolated"), true);
  await press(page, "Click");
  await shows(page, "click 1");
  await press(page, "Add");
  await shows(page, /no thread can be started/);
  assert.equal(await page.locator(".coracle-error").filter({ hasText: "cannot run" }).count(), 0);
  assert.match(page.complaints.join(), /coracle: the app runs without threads/);
  assert.match(page.complaints.join(), reason);
  await page.close();
};

test("where the build with threads is not there, or not whole, an isolated page runs the other", async () => {
  for (const [name, files, reason] of [
    ["only-one-build", both.slice(0, 2), /Failed to fetch dynamically imported module/],
    ["half-a-build", both.slice(0, 3), /threads\.threads\.wasm: HTTP 404/],
  ]) {
    const { open } = await mountedBy(name, plainMain, files);
    await runsWithoutThreads(await open("/"), reason);
  }
});

test("an app from another origin, whose script no thread can load, and one from a blob run without threads", async () => {
  const shared = { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" };
  const far = await mountedBy("another-origin", "", both, { headersFor: () => shared });
  const headersFor = () => ({ "content-security-policy": "default-src * data: blob: 'wasm-unsafe-eval'" });
  const main = (address) => `const { mount } = await import(${address});\nawait mount("#app");\n`;
  const near = await mountedBy("from-another-origin", main(`"${far.server.url}/threads.mjs"`), [], { headersFor });
  await runsWithoutThreads(await near.open("/"), /from the page's own origin only/);

  const alone = `import { mount } from "${far.server.url}/threads.threads.mjs";\nawait mount("#app").catch(() => {});\n`;
  const refused = await mountedBy("threads-from-another-origin", alone, [], { headersFor });
  const page = await refused.open("/");
  await shows(page, /This app cannot run: it has threads, and a browser loads the script of a thread from the page's own/);
  await page.close();

  const text = "new Blob([await (await fetch('threads.mjs')).text()], { type: 'text/javascript' })";
  const blobMain = `const { mount } = await import(URL.createObjectURL(${text}));
await mount("#app", { wasmUrl: "threads.wasm" });
globalThis.refused = await mount(document.createElement("div")).catch((error) => error.message);\n`;
  const blob = await mountedBy("from-a-blob", blobMain, both, { headersFor });
  const second = await blob.open("/");
  await press(second, "Click");
  await shows(second, "click 1");
  await until(() => second.evaluate("globalThis.refused"));
  assert.match(second.complaints.join(), /coracle: the app runs without threads/);
  await second.close();
});

test("a script without the header, which no thread can load, is an error that says so, and the app goes on", async () => {
  const headersFor = (path) => (path.endsWith("/") ? {} : { "cross-origin-embedder-policy": "unsafe-none" });
  const { open } = await mountedBy("headers-for-documents", plainMain, both, { headersFor });
  const page = await open("/");
  for (let round = 0; round < 2; ++round) {
    await press(page, "Add");
    await until(() => page.complaints.filter((text) => /script of a thread cannot be loaded/.test(text)).length > round);
  }
  assert.match(page.complaints.join(), /has to be served with the header Cross-Origin-Embedder-Policy/);
  await press(page, "Click");
  await shows(page, "click 1");
  await page.close();
});
