// Each fault of a network, against a real server: one outcome, and nothing left.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { serveFaults } from "./faulty-server.mjs";
import { countsButNodes, repository, until } from "./harness.mjs";
import { testApps } from "./test-apps.mjs";

const { browser } = await testApps("network");
const root = join(repository, "build/test-pages/network");
const server = await serveFaults(root);
const other = await serveFaults(root);
after(() => Promise.all([server.close(), other.close()]));

const page = await browser.newPage();
// The requests that the library knows of, in maps that nobody else sees.
await page.addInitScript(() => {
  const maps = new Set();
  const { set } = Map.prototype;
  Map.prototype.set = function (key, value) {
    if (typeof key === "number" && Object.hasOwn(Object(value), "abort")) maps.add(this);
    return set.call(this, key, value);
  };
  globalThis.transfers = () => [...maps].map((map) => map.size);
});
await page.goto(`${server.url}/?app=network`);
const order = page.getByRole("textbox", { name: "Order" });
await order.waitFor();
const counts = () => page.evaluate(() => app.counts());
const lines = async () => (await page.getByRole("log").innerText()).split("\n").filter(Boolean);
const standing = await counts();

let number = 0;
const tell = async (command) => {
  await order.fill(JSON.stringify(command));
  await order.press("Enter");
};
const start = async (command) => {
  const name = `r${++number}`;
  await tell({ name, ...command, url: command.url && new URL(command.url, `${server.url}/fault/`).href });
  return name;
};
const outcomesOf = async (name) =>
  (await lines()).filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));

/** The one outcome of a request; then nothing of it may be left, here or there. */
const outcome = async (command) => {
  const name = await start(command);
  await until(async () => (await outcomesOf(name)).length > 0);
  await wait(60);
  const [line, ...more] = await outcomesOf(name);
  assert.deepEqual(more, [], "one outcome");
  await nothingLeft();
  return line;
};
const nothingLeft = async () => {
  await until(() => server.live.size + other.live.size === 0);
  assert.deepEqual(countsButNodes(await counts()), countsButNodes(standing));
  assert.deepEqual(await page.evaluate(() => transfers()), [0]);
};

for (const stream of [false, true]) {
  const [what, whole] = stream ? ["fetch_stream", (bytes) => `${bytes} bytes end`] : ["fetch", () => undefined];
  const is = async (command, expected, bytes) =>
    assert.equal(await outcome({ stream, ...command }), stream ? (whole(bytes) ?? expected) : expected);
  const fails = async (command, code, bytes = 0) =>
    assert.equal(await outcome({ stream, ...command }), stream ? `${bytes} bytes ${code}` : code);

  test(`${what}: an answer, and an answer of 0 bytes`, async () => {
    await is({ url: "ok" }, "200 5 bytes hello x-kind=plain", 5);
    await is({ url: "empty" }, "200 0 bytes  x-kind=none", 0);
    await is({ url: "nothing" }, "204 0 bytes  x-kind=none", 0);
  });

  test(`${what}: a status of 404 is an error, unless that is accepted`, async () => {
    await fails({ url: "missing" }, "http");
    await is({ url: "missing", accept: true }, "404 12 bytes no such page x-kind=none", 12);
  });

  test(`${what}: a body cut off in the middle is an error, after what came before`, async () => {
    await fails({ url: "cut" }, "network", 400);
    await fails({ url: "cutInChunks" }, "network", 400);
    assert.match(await outcome({ url: "cutInGzip", stream }), stream ? /^\d+ bytes network$/ : /^network$/);
  });

  test(`${what}: a server that says nothing, or stops in the middle, is a timeout`, async () => {
    await fails({ url: "silent", timeout: 200 }, "timeout");
    await fails({ url: "stall", timeout: 200 }, "timeout", 5);
    assert.deepEqual(server.takeEnds().slice(-2).map(({ how }) => how), ["given up", "given up"]);
  });

  test(`${what}: a server that drips is a timeout where the answer is wanted whole, and a stream like any other`, async () => {
    const line = await outcome({ url: "drip", timeout: 600, stream });
    assert.equal(line, stream ? "80 bytes end" : "timeout");
  });

  test(`${what}: a body that was compressed`, async () => {
    await is({ url: "gzip" }, `200 100000 bytes ${"x".repeat(60)} x-kind=none`, 100_000);
  });

  test(`${what}: giving up closes the connection, before the head and after it`, async () => {
    for (const url of ["silent", "stall", "endless"]) {
      server.takeEnds();
      const name = await start({ url, stream });
      await until(() => server.live.size === 1);
      await wait(100);
      await tell({ name, cancel: true });
      await nothingLeft();
      assert.deepEqual(await outcomesOf(name), ["cancelled"]);
      assert.deepEqual(server.takeEnds().map(({ how }) => how), ["given up"]);
    }
  });

  test(`${what}: whoever is told of its progress ends it from there, and it has no other outcome`, async () => {
    server.takeEnds();
    const name = await start({ url: "endless", stream, progress: true, cancels: true });
    const ends = [];
    await until(() => ends.push(...server.takeEnds()));
    await wait(60);
    assert.deepEqual(await outcomesOf(name), []);
    assert.deepEqual(ends.map(({ how }) => how), ["given up"]);
    await nothingLeft();
  });

  test(`${what}: another site that does not allow it, and one that does`, async () => {
    await fails({ url: `${other.url}/fault/ok` }, "network");
    await is({ url: `${other.url}/fault/shared` }, "200 6 bytes shared x-kind=none", 6);
  });

  test(`${what}: a host that there is not, a port where nobody listens, no address at all`, async () => {
    await fails({ url: "http://no-such-host.invalid/" }, "network");
    await fails({ url: "http://127.0.0.1:1/" }, "network");
    const name = `r${++number}`;
    await tell({ name, url: "http://", stream });
    await until(async () => (await outcomesOf(name)).length > 0);
    assert.deepEqual(await outcomesOf(name), [stream ? "0 bytes bad_argument" : "bad_argument"]);
    await nothingLeft();
  });

  test(`${what}: what no browser sends`, async () => {
    await fails({ url: "ok", method: "a b" }, "bad_argument");
    await fails({ url: "ok", method: "CONNECT" }, "bad_argument");
    await fails({ url: "ok", body: "of a GET" }, "bad_argument");
    await fails({ url: "ok", headers: { "": "x" } }, "bad_argument");
    await fails({ url: "ok", headers: { a: "x\r\ny: z" } }, "bad_argument");
    await fails({ url: "ok", headers: { a: "x\0b\0c" } }, "bad_argument");
  });

  test(`${what}: redirects are followed, refused, or go round in circles`, async () => {
    await is({ url: "old" }, "200 5 bytes hello redirected x-kind=plain", 5);
    await fails({ url: "old", refuse: true }, "network");
    await fails({ url: "loop" }, "network");
  });

  test(`${what}: 200 MB`, async () => {
    const line = await outcome({ url: "big", stream });
    assert.match(line, stream ? /^209715200 bytes end$/ : /^200 209715200 bytes /);
  });
}

test("fetch: method, headers, body and credentials arrive", async () => {
  const put = { url: "echo", method: "PUT", body: "täxt", headers: { "X-Test": "yes" } };
  assert.match(await outcome(put), /^200 \d+ bytes PUT\|text\/plain;charset=UTF-8\|yes\|täxt x-kind=/);
  const form = { url: "echo", method: "POST", form: true };
  assert.match(await outcome(form), / POST\|application\/x-www-form-urlencoded\|\|name=Ada\+%26\+Co x-kind=seen=1$/);
  assert.match(await outcome({ ...form, credentials: "omit" }), /x-kind=undefined$/);
});

test("fetch: another site gets its cookies where the request says so", async () => {
  await outcome({ url: "echo", method: "POST", body: "for a cookie" });
  const cookies = `${other.url}/fault/cookies`;
  assert.match(await outcome({ url: cookies }), / x-kind=undefined$/);
  assert.match(await outcome({ url: cookies, credentials: "omit" }), / x-kind=undefined$/);
  assert.match(await outcome({ url: cookies, credentials: "include" }), / x-kind=seen=1$/);
});

test("fetch: a body that is too large ends the request, announced or not", async () => {
  for (const url of ["big", "endless"]) {
    server.takeEnds();
    assert.equal(await outcome({ url, limit: 3_000_000 }), "too_large");
    assert.deepEqual(server.takeEnds().map(({ how }) => how), ["given up"]);
  }
  assert.equal(await outcome({ url: "ok", limit: 4 }), "too_large");
  assert.equal(await outcome({ url: "gzip", limit: 99_999 }), "too_large");
  assert.match(await outcome({ url: "gzip", limit: 100_000 }), /^200 100000 bytes /);
});

test("two streams from one address that go past the cache do not wait for each other", async () => {
  const names = [];
  for (let count = 1; count <= 2; ++count) {
    names.push(await start({ url: "stall", stream: true, cache: "none" }));
    await until(() => server.live.size === count);
  }
  for (const name of names) await tell({ name, cancel: true });
  await nothingLeft();
});

test("fetch: a signal tells how much has arrived", async () => {
  assert.match(await outcome({ url: "ok", progress: true }), / 5\/5$|5\/\?$/);
  assert.match(await outcome({ url: "gzip", progress: true }), / 100000\/\?$/);
  assert.match(await outcome({ url: "big", progress: true }), / 209715200\/209715200$/);
});

test("fetch_stream: pieces are there as they arrive", async () => {
  const name = await start({ url: "pieces", stream: true });
  // Not all of them at once.
  await until(async () => {
    const taken = Number((await page.getByText(/^took /).innerText()).slice(5));
    return taken > 0 && taken < 80;
  });
  await until(async () => (await outcomesOf(name)).length > 0);
  assert.deepEqual(await outcomesOf(name), ["80 bytes end"]);
});

test("fetch_stream: of what a slow consumer does not take, the server has to keep what is more than the queue", async (t) => {
  const name = await start({ url: "endless", stream: true, hold: 1, queue: 1 << 20 });
  await until(() => server.live.size === 1);
  const [ended] = server.live;
  // It comes to rest, and stays there.
  let before = -1;
  await until(async () => {
    const same = ended.bytes === before;
    before = ended.bytes;
    await wait(300);
    return same;
  });
  await wait(500);
  assert.equal(ended.bytes, before);
  t.diagnostic(`the server had sent ${(ended.bytes / (1 << 20)).toFixed(1)} MiB when it was stopped`);
  // Most of that is on its way: what two sockets and the browser hold back. Without a pause it would go on.
  assert.ok(ended.bytes < 256 << 20, `${ended.bytes} bytes`);
  await tell({ name, cancel: true });
  await nothingLeft();
});

test("a hundred requests that are given up, each at another moment, leave nothing", async () => {
  await page.evaluate(async () => {
    const order = document.querySelector("input");
    const tell = (command) => {
      order.value = JSON.stringify(command);
      order.dispatchEvent(new Event("input", { bubbles: true }));
      order.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    };
    for (let i = 0; i < 100; ++i) {
      tell({ name: `h${i}`, url: `/fault/${["ok", "pieces", "stall", "cut"][i % 4]}`, stream: i % 3 > 0 });
      if (i % 7) await new Promise((resolve) => setTimeout(resolve, i % 5));
      tell({ name: `h${i}`, cancel: true });
    }
  });
  await until(async () => (await lines()).filter((line) => /^h\d+: cancelled$/.test(line)).length === 100);
  await nothingLeft();
});

test("[b47] an app that is disposed of gives up its requests", async () => {
  // By way of its cache a browser asks for one address once at a time.
  for (const stream of [false, true]) {
    await start({ url: `stall?${stream}`, stream });
    await start({ url: `silent?${stream}`, stream });
  }
  await until(() => server.live.size === 4);
  const left = await page.evaluate(async () => {
    app.dispose();
    await new Promise((resolve) => setTimeout(resolve, 20));
    return app.counts();
  });
  assert.deepEqual(new Set(Object.values(left)), new Set([0]), JSON.stringify(left));
  await until(() => server.live.size === 0);
});
