// What no parameter may be broken by: each one of each component is given what it cannot mean. Driven by the
// components' descriptions, which the classes are made of.
import assert from "node:assert/strict";
import { test } from "node:test";
import { extremes } from "./extremes.mjs";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");
const coracle = await load({});
const { page } = coracle;

// A Module's parameters are those it was made with: modules.test.mjs.
const classes = Object.entries(coracle).filter(
  ([name, { prototype } = {}]) => prototype && "mount" in prototype && !/^([HV]Box|Module)$/.test(name),
);
const membersOf = ({ prototype }) => Object.keys(Object.getOwnPropertyDescriptors(prototype)).filter((name) => Object.getOwnPropertyDescriptor(prototype, name).enumerable);
// Numbers that are shown as they are, whatever they are.
const shownAsTheyAre = ["Number.value"];

test("there are components, and they have parameters", () => {
  assert.ok(classes.length >= 25, classes.map(([name]) => name).join());
  for (const [name, type] of classes) assert.ok(name === "Spinner" || membersOf(type).length > 0, name);
});

for (const [name, Type] of classes) {
  test(`${name} takes nothing that is not of a parameter's type, and stays what it was [b76, b77, b78, b79, b80, b81, b82, b83, b84, b85]`, async () => {
    const component = new Type();
    component.mount("#app");
    for (const member of membersOf(Type)) {
      for (const wrong of [Symbol("x"), 1n << 70n, new Map()]) {
        const before = component[member];
        // A map is an object like any other to JSON, and a bigint can be shown.
        try {
          component[member] = wrong;
        } catch (error) {
          assert.equal(error.constructor.name, "TypeError", `${name}.${member}: ${error.message}`);
          assert.match(error.message, new RegExp(`^coracle: ${name}\\.${member} (must be|is an event)`));
          assert.ok(error.message.length < 400);
          assert.deepEqual(component[member], before);
        }
      }
      assert.throws(() => (component[member] = Symbol("x")), { name: "TypeError" });
    }
    assert.throws(() => (component.nothing = 1), { message: new RegExp(`${name} has no "nothing"; there (is|are) `) });
    page.reports();
    await page.advance(0);
    assert.deepEqual(page.reports(), []);
  });

  test(`${name} stands numbers that are none and texts of a megabyte [b76, b77, b78, b79, b80, b81, b82, b83, b84, b85]`, async () => {
    const component = new Type();
    const mounted = component.mount("#app");
    for (const member of membersOf(Type)) {
      for (const extreme of extremes) {
        try {
          component[member] = extreme;
        } catch (error) {
          assert.equal(error.constructor.name, "TypeError", `${name}.${member} = ${String(extreme).slice(0, 20)}: ${error.message.slice(0, 200)}`);
          continue;
        }
        if (Number.isNaN(extreme) && !shownAsTheyAre.includes(`${name}.${member}`)) {
          assert.ok(!Number.isNaN(component[member]), `${name}.${member} kept NaN`);
        }
      }
      await page.advance(0);
    }
    // What was refused was said, in so many words that people can read it.
    for (const report of page.reports()) assert.match(report.slice(0, 300), /^[\w_]+: ./);
    mounted.dispose();
    component.dispose();
  });
}

test("after all of this the module goes on", async () => {
  const { StaticText } = coracle;
  new StaticText({ value: "still here" }).mount("#app");
  assert.match(page.text(), /still here/);
});
