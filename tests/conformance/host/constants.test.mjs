// The patch's numbers stand in C++ only; the generator must take no half-read header for them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { generate, readEnum } from "../../../web/tools/generate-patch-constants.mjs";

const header = readFileSync(new URL("../../../include/coracle/ui/patch.hpp", import.meta.url), "utf8");

test("every op and event kind of the header is there, with its number", () => {
  const text = generate(header);
  assert.match(text, /defineTemplate = 1,/);
  assert.match(text, /propertyF64 = 11,/);
  assert.match(text, /eventNames: readonly string\[\] = \["","click","input"/);
  const numbers = readEnum(header, "Op").map(({ value }) => value);
  assert.deepEqual(numbers, [...numbers.keys()]);
});

test("a header that cannot be read is an error that says what is wrong", () => {
  assert.throws(() => readEnum("enum class Other : std::uint8_t { a = 0 };", "Op"), /no "enum class Op/);
  assert.throws(() => readEnum("enum class Op : std::uint8_t { end, text = 4 };", "Op"), /"end" must read/);
  assert.throws(() => readEnum("enum class Op : std::uint8_t { };", "Op"), /no members/);
});
