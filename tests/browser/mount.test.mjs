// mount(): how an app comes into a page, and what the page shows when it cannot. The module is a
// stand-in, a memory and nothing else; what would be its exports is JavaScript.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bundle, repository, site, until } from "./harness.mjs";

const root = "build/test-pages/mount";
const file = (name) => join(repository, root, name);
mkdirSync(file(""), { recursive: true });

const glue = `
export default async ({ host, instantiateWasm }) => {
  let memory;
  await new Promise((resolve) => instantiateWasm({}, (instance) => {
    memory = instance.exports.m;
    resolve();
  }));
  const exports = { _coracle_open: () => 1, _coracle_close() {}, _coracle_counts: () => 64 };
  exports._coracle_start = () => host.frame();
  exports._coracle_frame = () => {
    // text | node 1, of 5 units; end
    new Uint32Array(memory.buffer, 0, 3).set([4 | (1 << 8), 5, 0]);
    new Uint8Array(memory.buffer, 16, 5).set([104, 101, 108, 108, 111]);
    host.commit(0, 3, 16, 5);
  };
  Object.assign(exports, globalThis.overrides);
  globalThis.host = host;
  return exports;
};`;
writeFileSync(file("glue.mjs"), glue);
await bundle("web/host/app.ts", `${root}/app.mjs`, {
  alias: { "coracle-glue": file("glue.mjs") },
  define: { CORACLE_WASM: '"app.wasm"' },
});
// A module with a memory of one page, exported as "m".
const magic = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const module = Buffer.from([...magic, 5, 3, 1, 0, 1, 7, 5, 1, 1, 0x6d, 2, 0]);
writeFileSync(file("app.wasm"), module);
writeFileSync(file("broken.wasm"), Buffer.from([...magic, 99, 1, 0]));
writeFileSync(file("needy.wasm"), Buffer.from([...magic, 1, 4, 1, 0x60, 0, 0, 2, 7, 1, 1, 0x61, 1, 0x62, 0, 0]));
writeFileSync(file("app.txt"), module);
writeFileSync(file("main.mjs"), 'import { mount } from "./app.mjs"; globalThis.mount = mount;');
writeFileSync(
  file("index.html"),
  `<!doctype html><html lang="en"><title>Mount</title><link rel="icon" href="main.mjs">
<script type="module" src="main.mjs"></script><div id="app">Loading</div><div id="other"></div>`,
);

const { open, server } = await site({ root });
const openPage = async () => {
  const page = await open("/");
  await until(() => page.evaluate("'mount' in globalThis"));
  return page;
};
const text = (page) => page.locator("#app").textContent();

/** Mounts and gives the error's message, or nothing. */
const failure = (page, options = "{}") =>
  page.evaluate(`mount("#app", ${options}).then(() => undefined, (error) => error.message)`);

test("the first content is there when mount resolves, in place of what was", async () => {
  const page = await openPage();
  const seen = await page.evaluate(async () => {
    const before = document.querySelector("#app").textContent;
    await mount("#app");
    return [before, document.querySelector("#app").outerHTML];
  });
  assert.deepEqual(seen, ["Loading", '<div id="app" class="coracle">hello</div>']);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("a module is downloaded once, however often it is mounted; each mount is an app of its own", async () => {
  const page = await openPage();
  server.resetStats();
  const seen = await page.evaluate(async () => {
    const apps = await Promise.all([mount("#app"), mount(document.querySelector("#other"))]);
    apps[0].dispose();
    apps[0].dispose();
    return [document.querySelector("#app").outerHTML, document.querySelector("#other").textContent];
  });
  assert.deepEqual(seen, ['<div id="app" class=""></div>', "hello"]);
  assert.equal(server.stats().paths["/app.wasm"].requests, 1);
  await page.close();
});

test("counts have names, and include what the host holds", async () => {
  const page = await openPage();
  const counts = await page.evaluate(async () => {
    const app = await mount("#app");
    const before = app.counts();
    app.dispose();
    return [Object.keys(before), before.hostNodes, app.counts().hostNodes];
  });
  const names = "runs signals computeds observers links timers nodes hostNodes listeners objectUrls";
  assert.deepEqual(counts, [names.split(" "), 1, 0]);
  await page.close();
});

test("the module may come from elsewhere, compiled or not, under any media type", async () => {
  const page = await openPage();
  const bytes = `Uint8Array.from(${JSON.stringify([...module])})`;
  const sources = ['{ wasmUrl: "app.txt" }', `{ wasmBinary: ${bytes} }`, `{ wasmModule: new WebAssembly.Module(${bytes}) }`];
  for (const options of sources) {
    assert.equal(await failure(page, options), undefined);
    assert.equal(await text(page), "hello");
  }
  await page.close();
});

const obstacles = {
  "a module that is not there": ['{ wasmUrl: "none.wasm" }', /none\.wasm: HTTP 404/],
  "a module this browser cannot compile": ['{ wasmUrl: "broken.wasm" }', /it needs WebAssembly as in Chrome 112/],
  "a module that needs what is not given": ['{ wasmUrl: "needy.wasm" }', /Import/],
  "a connection that is cut": ['{ wasmUrl: "app.wasm?cut=9" }', /./],
};
for (const [hazard, [options, reason]] of Object.entries(obstacles)) {
  test(`${hazard}: the content stays, with the reason`, async () => {
    const page = await openPage();
    assert.match(await failure(page, options), reason);
    const box = page.locator("#app > [role=alert]");
    assert.match(await box.textContent(), /^This app cannot run: /);
    assert.match(await text(page), /^LoadingThis app/);
    await page.close();
  });
}

test("without WebAssembly the content stays, with the reason", async () => {
  const page = await openPage();
  assert.match(await failure(page, "(delete globalThis.WebAssembly, {})"), /it needs WebAssembly/);
  assert.match(await text(page), /^LoadingThis app cannot run/);
  await page.close();
});

test("a download that failed is tried again by the next mount", async () => {
  const page = await openPage();
  await page.route("**/app.wasm", (route) => route.abort(), { times: 1 });
  assert.ok(await failure(page));
  assert.equal(await failure(page), undefined);
  assert.equal(await text(page), "hello");
  await page.close();
});

test("an app that traps while it starts rejects, and is told of once", async () => {
  const page = await openPage();
  await page.evaluate(() => {
    globalThis.overrides = {
      _coracle_start() {
        throw new WebAssembly.RuntimeError("unreachable");
      },
    };
  });
  assert.equal(await failure(page), "unreachable");
  assert.match(await text(page), /^LoadingThis app stopped: unreachable$/);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("an app that traps later says so once on the console and in its root; the page goes on", async () => {
  const page = await openPage();
  const seen = await page.evaluate(async () => {
    const stops = [];
    const app = await mount("#app", { onStop: (error) => stops.push(error.message) });
    const first = globalThis.host;
    await mount("#other");
    first.enter(() => {
      throw new WebAssembly.RuntimeError("out of bounds");
    });
    const shown = document.querySelector("#app").textContent;
    app.dispose();
    return [shown, stops, document.querySelector("#app").textContent, document.querySelector("#other").textContent];
  });
  assert.deepEqual(seen, ["This app stopped: out of bounds", ["out of bounds"], "", "hello"]);
  assert.equal(page.complaints.length, 1);
  await page.close();
});

test("an element that is not there is named in the error", async () => {
  const page = await openPage();
  const message = await page.evaluate(() => mount("#nowhere").catch((error) => error.message));
  assert.match(message, /#nowhere/);
  await page.close();
});
