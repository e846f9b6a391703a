// The scripts' options: bad ones are told in words, before anything is built.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import test from "node:test";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";
import { readNumbers } from "../../web/tools/options.mjs";

const options = { runs: { usual: 10, least: 1, most: 1000 }, seed: { usual: 1, least: 0 } };

test("options are whole numbers within their bounds, or the usual ones", () => {
  assert.deepEqual(readNumbers(options, []), { runs: 10, seed: 1 });
  assert.deepEqual(readNumbers(options, ["--runs", "1000", "--seed=0"]), { runs: 1000, seed: 0 });
});

for (const text of ["", " ", "0", "1001", "-1", "1.5", "1e2", "0x10", "many", "NaN", "Infinity", "9".repeat(400), "1\n2"]) {
  test(`"${text.slice(0, 10)}" is refused as a number of runs`, () => {
    assert.throws(() => readNumbers(options, [`--runs=${text}`]), { message: `--runs must be a whole number from 1 to 1000, not "${text}"` });
  });
}

for (const args of [["--run", "1"], ["1"], ["--runs"], ["--runs", "--seed"]]) {
  test(`${args.join(" ")} is refused with the options there are`, () => {
    assert.throws(() => readNumbers(options, args), /The options are --runs N, --seed N\.$/);
  });
}

for (const script of ["fuzz", "simulate"]) {
  test(`npm run ${script} says what is wrong with its options, and builds nothing`, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(repository, `web/tools/${script}.mjs`), "--runs", "many"], {
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /^coracle: --runs must be a whole number from 1 to \d+, not "many"\n$/);
  });
}
