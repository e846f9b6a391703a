// The gallery's reference: made of what C++ says of each component, and nothing is missing in it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gallerySite, leave } from "./gallery-site.mjs";
import { repository } from "./harness.mjs";

const components = JSON.parse(readFileSync(join(repository, "build/generated/components.json"), "utf8"));

const { open } = await gallerySite();

test("every component of the package is described, with every parameter, its types, its default and its bounds", async () => {
  const page = await open("/reference.html");
  const sections = await page.locator("section.component").evaluateAll((elements) =>
    elements.map((element) => ({
      name: element.id,
      prose: element.querySelector("p").textContent,
      rows: [...element.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent)),
    })),
  );
  assert.deepEqual(sections.map(({ name }) => name), components.map(({ name }) => name));
  for (const { name, prose, rows } of sections) {
    const { members } = components.find((component) => component.name === name);
    assert.ok(prose.length > 10, name);
    assert.equal(rows.length, members.length, name);
    for (const [index, [title, types, initial, bounds, meaning]] of rows.entries()) {
      const member = members[index];
      assert.ok(title.includes(member.name), `${name}.${member.name}`);
      assert.ok(types.length > member.typescript.length, `${name}.${member.name}: ${types}`);
      const isSpelt = Array.isArray(member.initial) || /^(string|boolean|integer|number)$/.test(member.type);
      if (isSpelt) assert.equal(initial, JSON.stringify(member.initial), `${name}.${member.name}`);
      assert.equal(bounds, member.bounds.replaceAll("`", ""), `${name}.${member.name}`);
      assert.equal(meaning, member.doc.replaceAll("`", ""), `${name}.${member.name}`);
    }
  }
  await leave(page);
});

test("of every component that people use the reference says which keys it has", async () => {
  const page = await open("/reference.html");
  const withKeys = await page
    .locator("section.component")
    .evaluateAll((elements) => elements.filter((element) => /Keys: \w/.test(element.textContent)).map(({ id }) => id));
  const used = components.filter(({ members }) => members.some(({ name }) => name === "disabled")).map(({ name }) => name);
  assert.ok(used.length >= 13, `${used}`);
  for (const name of [...used, "Tabs", "Accordion"]) assert.ok(withKeys.includes(name), name);
  await leave(page);
});

test("each entry of the reference's index leads to its section", async () => {
  const page = await open("/reference.html");
  await page.getByRole("navigation", { name: "Components" }).getByRole("link", { name: "RadioGroup" }).click();
  assert.ok(page.url().endsWith("#RadioGroup"));
  assert.ok(await page.locator("#RadioGroup h2").isVisible());
  await leave(page);
});
