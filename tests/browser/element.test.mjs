// <coracle-app> with stand-ins for apps: what it shows, and that it lets go.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bundle, repository, site, until } from "./harness.mjs";

const root = "build/test-pages/element";
mkdirSync(join(repository, root), { recursive: true });
await bundle("web/element/embed.ts", `${root}/embed.mjs`);

/** An app that shows how often it was started, and counts those that are alive. */
const app = `
let started = 0;
globalThis.alive = 0;
export async function mount(root, options) {
  ++alive;
  globalThis.stopApp = (message) => options.onStop(new Error(message));
  root.className = "coracle";
  root.textContent = "app " + ++started;
  return { dispose() { --alive; root.textContent = ""; }, counts: () => ({}) };
}`;
const files = {
  "app.mjs": app,
  "slow.mjs": app.replace("++alive;", "await new Promise((done) => (globalThis.finish = done)); ++alive;"),
  "failing.mjs": `export const mount = async (root) => { root.append("rest"); throw new Error("no wasm here"); };`,
  "other.mjs": "export const answer = 42;",
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(repository, root, name), text);

const { open } = await site({ root });

const openWith = async (tag) => {
  const name = `page-${Math.random().toString(36).slice(2)}.html`;
  const body = `<script type="module" src="embed.mjs"></script><main>${tag}</main>`;
  const page = `<!doctype html><html lang="en"><title>Page</title><link rel="icon" href="embed.mjs">${body}`;
  writeFileSync(join(repository, root, name), page);
  return open(`/${name}`);
};
const text = (page) => page.evaluate(() => document.querySelector("coracle-app").innerHTML);

test("the content inside is shown until the app runs, then makes way", async () => {
  const page = await openWith('<coracle-app src="slow.mjs"><b>Wait</b> for it</coracle-app>');
  await until(() => page.evaluate("'finish' in globalThis"));
  assert.equal(await text(page), "<b>Wait</b> for it");
  await page.evaluate(() => {
    document.addEventListener("coracle-ready", (event) => (globalThis.ready = event.detail.app === event.target.app));
    finish();
  });
  await until(() => page.evaluate("globalThis.ready === true"));
  assert.equal(await text(page), '<div class="coracle">app 1</div>');
  assert.deepEqual(page.complaints, []);
  await page.close();
});

const failures = {
  "that is not there": ["nowhere.mjs", /cannot run: Failed to fetch/],
  "that fails to start": ["failing.mjs", /cannot run: no wasm here/],
  "that is something else": ["other.mjs", /exports no mount/],
  "that is not named": ["", /needs the address/],
};
for (const [hazard, [source, reason]] of Object.entries(failures)) {
  test(`with an app ${hazard} the content inside stays, and the reason is announced`, async () => {
    const page = await openWith(`<coracle-app src="${source}"><b>Still here</b></coracle-app>`);
    const box = page.locator("coracle-app > [role=alert]");
    await box.waitFor();
    assert.match(await box.textContent(), reason);
    assert.match(await text(page), /^<b>Still here<\/b><div class="coracle-error"/);
    assert.equal(page.complaints.filter((complaint) => complaint.startsWith("coracle:")).length, 1);
    await page.close();
  });
}

test("an app that stops gives its place back to the content, with the reason", async () => {
  const page = await openWith('<coracle-app src="app.mjs">Content</coracle-app>');
  await page.locator(".coracle").waitFor();
  const detail = await page.evaluate(() => {
    let message;
    document.addEventListener("coracle-error", (event) => (message = event.detail.error.message));
    stopApp("unreachable");
    return [message, alive];
  });
  assert.deepEqual(detail, ["unreachable", 0]);
  assert.match(await text(page), /^Content<div class="coracle-error" role="alert">.*unreachable/);
  await page.close();
});

test("removing the element frees the app; inserting it starts it anew", async () => {
  const page = await openWith('<coracle-app src="app.mjs"><i>Content</i></coracle-app>');
  await page.locator(".coracle").waitFor();
  const removed = await page.evaluate(() => {
    globalThis.element = document.querySelector("coracle-app");
    element.remove();
    return [alive, element.innerHTML, element.app === undefined];
  });
  assert.deepEqual(removed, [0, "<i>Content</i>", true]);
  await page.evaluate(() => document.body.append(element));
  await page.locator(".coracle").waitFor();
  assert.equal(await text(page), '<div class="coracle">app 2</div>');
  assert.equal(await page.evaluate("alive"), 1);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("an element removed while its app loads leaves no app behind", async () => {
  const page = await openWith('<coracle-app src="slow.mjs">Content</coracle-app>');
  await until(() => page.evaluate("'finish' in globalThis"));
  const after = await page.evaluate(async () => {
    const element = document.querySelector("coracle-app");
    element.remove();
    finish();
    await new Promise((resolve) => setTimeout(resolve, 20));
    return [alive, element.innerHTML];
  });
  assert.deepEqual(after, [0, "Content"]);
  await page.close();
});

test("moving the element keeps the app where the browser can, else starts one anew", async () => {
  const page = await openWith('<coracle-app src="app.mjs">Content</coracle-app>');
  await page.locator(".coracle").waitFor();
  const kept = await page.evaluate(() => {
    const element = document.querySelector("coracle-app");
    const can = "moveBefore" in Element.prototype;
    if (can) document.body.moveBefore(element, null);
    return { can, text: element.textContent };
  });
  if (kept.can) assert.equal(kept.text, "app 1");
  await page.evaluate(() => document.body.append(document.querySelector("coracle-app")));
  await until(() => page.evaluate(() => document.querySelector("coracle-app").textContent === "app 2"));
  assert.equal(await page.evaluate("alive"), 1);
  await page.close();
});

test("two elements with the same app do not clash", async () => {
  const tag = '<coracle-app src="app.mjs">Content</coracle-app>';
  const page = await openWith(tag + tag);
  await until(() => page.evaluate("globalThis.alive === 2"));
  await page.evaluate(() => document.querySelector("coracle-app").remove());
  assert.equal(await page.evaluate("alive"), 1);
  assert.match(await text(page), /app [12]/);
  await page.close();
});
