// The benchmarks are not run here; what they promise is read, and judged.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";
import { judge } from "../../web/tools/bench-limits.mjs";
import { geometricMean, median } from "../bench/numbers.mjs";

const folder = path.join(repository, "tests/bench");
const suites = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "suite.mjs")));
const load = (suite) => import(pathToFileURL(path.join(folder, suite, "suite.mjs")));

test("there are suites, each can be read, and each says what it promises", async () => {
  assert.deepEqual(suites, ["coroutine", "page", "reactive", "video"]);
  for (const suite of suites) {
    const { run, limits } = await load(suite);
    assert.equal(typeof run, "function", suite);
    const results = (ratio) => ({
      one: { ours: ratio, peers: { other: 1 }, ratio, frameRate: { ours: 1 / ratio, peer: 1, ratio: 1 / ratio } },
      two: { ours: ratio, peers: { other: 1 }, ratio },
    });
    assert.equal(judge(limits(results(0.1))).isMet, true, suite);
    assert.equal(judge(limits(results(1.2))).isMet, false, suite);
    assert.equal(judge(limits(results(NaN))).isMet, false, suite);
  }
});

test("a limit is told with what it came to", () => {
  const limits = [{ what: "geometric mean", value: 0.25, most: 0.3 }, { what: "frame rate", value: 0.8, least: 0.9 }];
  assert.deepEqual(judge(limits), {
    lines: ["limit: geometric mean at most 0.30, is 0.250: met", "limit: frame rate at least 0.90, is 0.800: NOT MET"],
    isMet: false,
  });
});

test("means and medians", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.ok(Math.abs(geometricMean([0.5, 2]) - 1) < 1e-12);
});
