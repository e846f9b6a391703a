// The development server: its faults are as ordered, and it counts what was asked and given up.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { readTarget, serve } from "../../web/server/serve.mjs";

const root = mkdtempSync(join(tmpdir(), "coracle-server-"));
writeFileSync(join(root, "index.html"), "<p>home</p>");
writeFileSync(join(root, "app.wasm"), Buffer.alloc(40_000, 7));
mkdirSync(join(root, "sub"));
writeFileSync(join(root, "sub", "index.html"), "<p>sub</p>");
const server = await serve({ root });
after(() => server.close());
beforeEach(() => server.resetStats());

const ask = (path, options) => fetch(server.url + path, options);

test("files have their media types, are not stored, and come with the security policy", async () => {
  const page = await ask("/");
  assert.equal(await page.text(), "<p>home</p>");
  assert.match(page.headers.get("content-type"), /^text\/html/);
  assert.match(page.headers.get("content-security-policy"), /script-src 'self' 'wasm-unsafe-eval'/);
  assert.equal(page.headers.get("cache-control"), "no-store");
  assert.equal((await ask("/app.wasm")).headers.get("content-type"), "application/wasm");
});

test("pages are isolated where that is asked for, and only there", async () => {
  const names = ["cross-origin-opener-policy", "cross-origin-embedder-policy"];
  const read = ({ headers }) => names.map((name) => headers.get(name));
  assert.deepEqual(read(await ask("/")), [null, null]);
  const isolated = await serve({ root, isolated: true });
  assert.deepEqual(read(await fetch(`${isolated.url}/`)), ["same-origin", "require-corp"]);
  assert.deepEqual(read(await fetch(`${isolated.url}/none`)), ["same-origin", "require-corp"]);
  await isolated.close();
});

test("a folder without its slash leads to the one with it, below a fault's prefix too", async () => {
  assert.equal(await (await ask("/sub")).text(), "<p>sub</p>");
  const response = await ask("/~delay=1/sub");
  assert.match(response.url, /\/~delay=1\/sub\/$/);
});

test("nothing outside of the folder is served", async () => {
  for (const path of ["/../secret", "/%2e%2e/secret", "/..%2fsecret", "/sub/..%5c..%5csecret"]) {
    const status = await new Promise((resolve) => {
      get({ port: server.port, host: "127.0.0.1", path }, (response) => resolve(response.resume().statusCode));
    });
    assert.equal(status, 404, path);
  }
  assert.equal((await ask("/%ff")).status, 400);
  assert.equal((await ask("/none.txt")).status, 404);
  assert.equal((await ask("/", { method: "POST" })).status, 405);
});

test("a status, a delay and a pace are as ordered", async () => {
  assert.equal((await ask("/index.html?fail=503")).status, 503);
  let start = performance.now();
  await (await ask("/index.html?delay=150")).text();
  assert.ok(performance.now() - start >= 145);
  start = performance.now();
  assert.equal((await (await ask("/app.wasm?throttle=200000")).arrayBuffer()).byteLength, 40_000);
  assert.ok(performance.now() - start >= 180);
});

test("a body is cut where it was ordered", async () => {
  const response = await ask("/app.wasm?cut=1000");
  assert.equal(response.headers.get("content-length"), "40000");
  let received = 0;
  await assert.rejects(async () => {
    for await (const piece of response.body) received += piece.length;
  });
  assert.equal(received, 1000);
});

test("a prefix orders faults for what is below it, and `only` for some of that", () => {
  const { path, delay } = readTarget("/~delay=20&only=.jpg/images/1.jpg");
  assert.deepEqual([path, delay], ["/images/1.jpg", 20]);
  assert.equal(readTarget("/~delay=20&only=.jpg/index.html").delay, 0);
  assert.equal(readTarget("/~delay=20/index.html?delay=3").delay, 3);
  for (const wrong of ["/?delay=x", "/?cut=-1", "/?fail=200"]) assert.throws(() => readTarget(wrong), wrong);
});

test("requests are counted, and so are those given up, while they wait and while they arrive", async () => {
  await (await ask("/index.html")).text();
  for (const fault of ["delay=5000", "throttle=1000"]) {
    const controller = new AbortController();
    const answer = ask(`/app.wasm?${fault}`, { signal: controller.signal }).then((response) => response.text());
    await wait(60);
    controller.abort();
    await assert.rejects(answer);
  }
  await wait(60);
  const stats = await (await ask("/_server/stats")).json();
  assert.deepEqual(stats, {
    requests: 3,
    finished: 1,
    aborted: 2,
    paths: {
      "/index.html": { requests: 1, finished: 1, aborted: 0 },
      "/app.wasm": { requests: 2, finished: 0, aborted: 2 },
    },
  });
  assert.equal((await (await ask("/_server/stats", { method: "POST" })).json()).requests, 0);
});
