// The program of the README that has a bit of everything.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { install, repository } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");
const fresh = () => load({});

test("the README's second program runs as it is written", async () => {
  const readme = readFileSync(path.join(repository, "README.md"), "utf8");
  const [, program] = /More of the same[^]*?```js\n([^]*?)```/.exec(readme);
  const coracle = await fresh();
  const { bind, Column, page } = coracle;
  const requests = [];
  const fetch = async (url) => {
    requests.push(url);
    return { text: async () => `found ${url}` };
  };
  const run = Function("load", "bind", "Column", "fetch", `return (async () => {${program}})()`);
  void run(async () => coracle, bind, Column, fetch);
  await page.advance(100);
  page.drag(".coracle-slider", 3);
  await page.advance(100);
  page.release(".coracle-slider", 5);
  await page.advance(3500);
  assert.deepEqual(requests, ["sizes/5.txt"]);
  assert.match(page.text(), /found sizes\/5.txt is idle/);
  for (const line of ["moved to 3", "moved to 5", "committed: 5", "tick"]) assert.ok(page.text().includes(line), line);
  assert.deepEqual(page.reports(), []);
});
