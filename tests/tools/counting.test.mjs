import assert from "node:assert/strict";
import test from "node:test";
import { countCases, splitPrograms } from "../../web/tools/cxx-tests.mjs";
import { countTap } from "../../web/tools/node-tests.mjs";

test("test cases are counted from what Catch2 prints", () => {
  assert.deepEqual(countCases("All tests passed (34 assertions in 12 test cases)", true), { passed: 12, failed: 0 });
  assert.deepEqual(countCases("All tests passed (1 assertion in 1 test case)", true), { passed: 1, failed: 0 });
  const mixed = "test cases: 5 | 3 passed | 2 failed\nassertions: 9 | 7 passed | 2 failed";
  assert.deepEqual(countCases(mixed, false), { passed: 3, failed: 2 });
  assert.deepEqual(countCases("test cases: 2 | 2 failed", false), { passed: 0, failed: 2 });
});

test("a program that died, or ran no test, is a failure", () => {
  assert.deepEqual(countCases("Segmentation fault", false), { passed: 0, failed: 1 });
  assert.deepEqual(countCases("No tests ran", true), { passed: 0, failed: 1 });
  assert.deepEqual(countCases("All tests passed (3 assertions in 2 test cases)", false).failed, 1);
});

test("the programs are told apart in CTest's interleaved output", () => {
  const text = [
    "1: All tests passed (2 assertions in 1 test case)",
    "2: test cases: 2 | 1 passed | 1 failed",
    "1/2 Test #1: base .............................   Passed    0.10 sec",
    "2/2 Test #2: async ............................***Failed    0.20 sec",
  ].join("\n");
  const programs = splitPrograms(text);
  assert.deepEqual(programs.map(({ name, succeeded }) => [name, succeeded]), [["base", true], ["async", false]]);
  assert.match(programs[1].output, /1 failed/);
});

test("a cancelled Node test counts as failed", () => {
  assert.deepEqual(countTap("# pass 3\n# fail 1\n# cancelled 2\n"), { passed: 3, failed: 3 });
});
