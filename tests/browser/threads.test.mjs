// Apps with threads, in pages that are isolated and in pages that are not.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
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

test("what an app ran on threads ends with it", async () => {
  const page = await open("/?app=threads");
  await press(page, "Start");
  await shows(page, "calculating");
  await until(() => page.workers().length === 1);
  await page.evaluate("app.dispose()");
  await until(() => page.workers().length === 0);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

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

test("where the build with threads is not there, an isolated page runs the other", async () => {
  const root = "build/test-pages/only-one-build";
  const folder = join(repository, root);
  mkdirSync(folder, { recursive: true });
  const built = join(repository, "build/wasm-release/test-apps");
  for (const file of ["threads.mjs", "threads.wasm"]) copyFileSync(join(built, file), join(folder, file));
  writeFileSync(join(folder, "main.mjs"), 'import { mount } from "./threads.mjs";\nawait mount("#app");\n');
  writeFileSync(
    join(folder, "index.html"),
    '<!doctype html><link rel="icon" href="data:,"><div id="app"></div><script type="module" src="main.mjs"></script>',
  );
  const alone = await site({ root, isolated: true });
  const page = await alone.open("/");
  assert.equal(await page.evaluate("crossOriginIsolated"), true);
  await press(page, "Click");
  await shows(page, "click 1");
  await page.close();
});
