// The bounds that a description names hold: a number outside is refused, or moved inside and reported; never kept,
// and never without a word.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { install, repository } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");
const coracle = await load({});
const { page } = coracle;
const described = JSON.parse(readFileSync(join(repository, "build/generated/components.json"), "utf8"));

const isNumber = ({ type }) => /^(optional )?(integer|number)$/.test(type);
// A number that is shown as it is.
const unbounded = ["Number.value"];

/** Two of what there may be any number of. */
const make = (name) => {
  if (name === "Tabs") return new coracle.Tabs("one", "two");
  return new coracle[name](/^(Select|RadioGroup)$/.test(name) ? { options: ["one", "two"] } : {});
};

/** `{ least, greatest, isOpen }`: what the ends are, a number or the name of a parameter. */
const parse = (bounds) => {
  const end = (text) => {
    if (text === "that of the last") return 1;
    return /^-?[\d.]+$/.test(text) ? Number(text) : /^`(\w+)`$/.exec(text)[1];
  };
  const [, from, to] = /^(\S+) to (.+)$/.exec(bounds) ?? [];
  if (from) return { least: end(from), greatest: end(to), isOpen: false };
  const [, word, text] = /^(at least|above|at most|below) (\S+)$/.exec(bounds) ?? [];
  assert.ok(word, `no bounds: "${bounds}"`);
  const isOpen = word === "above" || word === "below";
  return /least|above/.test(word) ? { least: end(text), isOpen } : { greatest: end(text), isOpen };
};

test("every number that a component takes has bounds in its description", () => {
  const numbers = described.flatMap(({ name, members }) => members.filter(isNumber).map((member) => ({ ...member, of: name })));
  assert.ok(numbers.length > 40, String(numbers.length));
  const without = numbers.filter(({ bounds }) => !bounds).map(({ of, name }) => `${of}.${name}`);
  assert.deepEqual(without, unbounded);
});

for (const { name, members } of described) {
  const bounded = members.filter((member) => isNumber(member) && member.bounds);
  if (bounded.length === 0) continue;
  test(`${name} keeps no number outside of the bounds that its description names [b77, b79, b80, b81, b83, b84, b85, b86, b87]`, async () => {
    for (const member of bounded) {
      const { least, greatest, isOpen } = parse(member.bounds);
      const component = make(name);
      const mounted = component.mount("#app");
      // What is not given bounds nothing.
      if (typeof least === "string" && component[least] === undefined) component[least] = 2;
      if (typeof greatest === "string" && component[greatest] === undefined) component[greatest] = 8;
      const valueOf = (end) => (typeof end === "string" ? component[end] : end);
      const [low, high] = [valueOf(least), valueOf(greatest)];
      const outside = [];
      if (low !== undefined) outside.push(low - 1, ...(isOpen ? [low] : []));
      if (high !== undefined) outside.push(high + 1, ...(isOpen ? [high] : []));
      for (const number of outside) {
        page.reports();
        const before = component[member.name];
        let refused = false;
        try {
          component[member.name] = number;
        } catch (error) {
          refused = true;
          assert.ok(error.message.includes(name), error.message);
          assert.equal(component[member.name], before);
        }
        const kept = component[member.name];
        assert.notEqual(kept, number, `${name}.${member.name}`);
        assert.ok(refused || page.reports().length === 1, `${name}.${member.name} = ${number} was corrected without a word`);
      }
      assert.ok(outside.length > 0);
      await page.advance(0);
      mounted.dispose();
    }
  });
}
