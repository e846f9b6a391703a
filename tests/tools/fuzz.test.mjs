// The fuzz targets build, stand their corpus, and find nothing at once. `npm run fuzz` runs them for long.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzz, fuzzTargets } from "../../web/tools/fuzz.mjs";

for (const name of fuzzTargets()) {
  test(`what takes ${name} apart stands any bytes, in pieces of any size`, async () => {
    assert.ok((await fuzz(name, 20_000, 1)) >= 20_000);
  });
}
