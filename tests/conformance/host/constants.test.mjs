// The patch's numbers stand in C++ only; the generator must take no half-read header for them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { generate, generateRuns, readEnum, readNames } from "../../../web/tools/generate-patch-constants.mjs";

const header = readFileSync(new URL("../../../include/coracle/ui/patch.hpp", import.meta.url), "utf8");

test("every op and event kind of the header is there, with its number", () => {
  const text = generate(header);
  assert.match(text, /defineTemplate = 1,/);
  assert.match(text, /propertyF64 = 11,/);
  assert.match(text, /eventNames: readonly string\[\] = \["","click","input"/);
  const numbers = readEnum(header, "Op").map(({ value }) => value);
  assert.deepEqual(numbers, [...numbers.keys()]);
});

test("the bits of an event's flags are there, without C++'s prefix", () => {
  assert.match(generate(header), /enum EventFlag {\n {2}shift = 1,\n {2}control = 2,[^}]* {2}rightToLeft = 64,\n}/);
});

test("what runs are called in JavaScript is what they are called in C++", () => {
  const text = generateRuns((file) => readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8"));
  assert.match(text, /statuses = \["idle","pending","streaming","error","cancelled"\] as const/);
  assert.match(text, /phases = \["first","moving","committed","triggered","retried"\] as const/);
  assert.match(text, /pacings = \["fixedRate","fixedDelay"\] as const/);
  assert.match(text, /lates = \["skip","runAtOnce"\] as const/);
  assert.match(text, /enum Step {\n {2}pending = 0,\n {2}iterator = 1,[^}]* {2}failed = 6,\n}/);
});

test("a header that cannot be read is an error that says what is wrong", () => {
  assert.throws(() => readEnum("enum class Other : std::uint8_t { a = 0 };", "Op"), /no "enum class Op/);
  assert.throws(() => readNames("enum class Op : int { end = 3 };", "Op"), /"end = 3" must be a name alone/);
  assert.throws(() => readEnum("enum class Op : std::uint8_t { end, text = 4 };", "Op"), /"end" must read/);
  assert.throws(() => readEnum("enum class Op : std::uint8_t { };", "Op"), /no members/);
});
