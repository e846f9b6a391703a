import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";
import { behaviourLines, casesOfTap, casesOfXml } from "../../web/tools/behaviour.mjs";

test("a Catch2 case counts for each line it is tagged with, unless it failed or was skipped", () => {
  const xml = `<Catch2TestRun>
    <TestCase name="away &amp; back" tags="[b2][b16]" filename="a.cpp" line="7">
      <OverallResult success="true" skips="0"/>
    </TestCase>
    <TestCase name="wrong" tags="[b16][slow]" filename="a.cpp" line="9">
      <Expression success="false"></Expression>
      <OverallResult success="false" skips="0"/>
    </TestCase>
    <TestCase name="skipped" tags="[b3]" filename="a.cpp" line="11">
      <OverallResult success="true" skips="1"/>
    </TestCase>
  </Catch2TestRun>`;
  assert.deepEqual(casesOfXml(xml), [
    { name: "away & back", lines: ["2", "16"], passed: true },
    { name: "wrong", lines: ["16"], passed: false },
    { name: "skipped", lines: ["3"], passed: false },
  ]);
});

test("a node test counts for each line in its title, unless it failed or was skipped", () => {
  const tap = ["ok 1 - paints [b50]", "not ok 2 - stays (b52, b53)", "ok 3 - later (b75) # SKIP not here", "ok 4 - plain"].join("\n");
  assert.deepEqual(casesOfTap(tap), [
    { name: "paints [b50]", lines: ["50"], passed: true },
    { name: "stays (b52, b53)", lines: ["52", "53"], passed: false },
    { name: "later (b75)", lines: ["75"], passed: false },
    { name: "plain", lines: [], passed: true },
  ]);
});

test("no line is without a test", () => {
  const folder = path.join(repository, "tests");
  const sources = readdirSync(folder, { recursive: true })
    .filter((name) => /\.test\.(cpp|mjs)$/.test(name))
    .map((name) => readFileSync(path.join(folder, name), "utf8"));
  const tags = sources.flatMap((source) => source.match(/[[(]b\d+(?:, b\d+)*[\])]/g) ?? []);
  const proven = new Set(tags.flatMap((tag) => tag.match(/\d+/g)));
  assert.deepEqual(Object.keys(behaviourLines()).filter((number) => !proven.has(number)), []);
});
