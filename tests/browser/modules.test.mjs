// ES modules in a page: the contract of anywidget, over parameters of the program.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { repository, until } from "./harness.mjs";
import { shows, testApps } from "./test-apps.mjs";

const { open } = await testApps("modules");
const modules = {
  counter: `
globalThis.told = [];
export default async () => ({
  async initialize({ model, signal }) {
    told.push("initialize " + model.get("value"));
    signal.addEventListener("abort", () => told.push("initialize aborted"));
    return () => told.push("initialize cleaned up");
  },
  render({ model, el, signal }) {
    const button = document.createElement("button");
    button.className = "counter";
    const label = () => (button.textContent = "count is " + model.get("value"));
    label();
    button.onclick = () => {
      model.set("value", model.get("value") + 1);
      model.save_changes();
      model.send({ clicked: model.get("value"), bytes: new Uint8Array([1, 2, 250]) });
    };
    model.on("change:value", label);
    model.on("msg:custom", (message, buffers) => {
      if (message === "flash") el.append(" flash at " + model.get("value"));
      else el.append(" echo " + message.echo.getUint8(2) + " of " + message.echo.byteLength + " " + buffers.length);
    });
    el.replaceChildren(button);
    signal.addEventListener("abort", () => told.push("render aborted"));
    return () => told.push("render cleaned up");
  },
});`,
  empty: "export default {};",
  failing: `export default { render() { throw new Error("broken on purpose") } };`,
};

for (const [name, text] of Object.entries(modules)) {
  writeFileSync(join(repository, "build/test-pages/modules", `${name}.mjs`), text);
}
const mounted = async () => {
  const page = await open("/?app=modules&wait");
  await until(() => page.evaluate("'mountApp' in globalThis"));
  await page.evaluate("mountApp().then((app) => void (globalThis.app = app))");
  return page;
};
const told = (page) => page.evaluate("told.splice(0)");

test("a module is shown with its values, saves what it sets, and is told what the program sets", async () => {
  const page = await mounted();
  const button = page.getByRole("button", { name: "count is" });
  await shows(page, "count is 1");
  assert.deepEqual(await told(page), ["initialize 1"]);
  assert.equal(await button.evaluate((element) => getComputedStyle(element).color), "rgb(1, 2, 3)");
  await button.click();
  await shows(page, "value 2");
  await page.getByRole("button", { name: "Set" }).click();
  await shows(page, "count is 12");
  await shows(page, "value 12");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("messages go both ways, with bytes, and after what was set before them", async () => {
  const page = await mounted();
  await page.getByRole("button", { name: "count is 1" }).click();
  await shows(page, `message {"clicked":2,"bytes":null}`);
  await shows(page, "bytes 3 last 250");
  await shows(page, "echo 250 of 3 1");
  await page.getByRole("button", { name: "Flash" }).click();
  await shows(page, "flash at 100");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("shown twice it is one model; it ends with the last place, and leaves nothing", async () => {
  const page = await mounted();
  await shows(page, "count is 1");
  await page.getByLabel("Twice").check();
  await page.getByRole("button", { name: "count is 1" }).nth(1).click();
  assert.equal(await page.getByRole("button", { name: "count is 2" }).count(), 2);
  assert.deepEqual(await told(page), ["initialize 1"]);
  await page.getByLabel("Shown").uncheck();
  await until(() => page.evaluate("told.length > 1"));
  assert.deepEqual(await told(page), ["render aborted", "render cleaned up"]);
  await page.getByRole("button", { name: "Set" }).click();
  await shows(page, "count is 12");
  await page.evaluate("app.dispose()");
  await until(() => page.evaluate("told.length > 3"));
  assert.deepEqual(
    (await told(page)).sort(),
    ["initialize aborted", "initialize cleaned up", "render aborted", "render cleaned up"],
  );
  assert.equal(await page.evaluate("document.adoptedStyleSheets.length"), 0);
  const counts = await page.evaluate("app.counts()");
  assert.deepEqual(new Set(Object.values(counts)), new Set([0]), JSON.stringify(counts));
  await page.close();
});

test("a module that is missing, empty or failing is an error in its place, and one report", async () => {
  const page = await mounted();
  await page.getByLabel("Broken").check();
  await page.locator(".coracle-error").nth(2).waitFor();
  const shown = (await page.locator(".coracle-error").allTextContents()).join("\n");
  assert.match(shown, /it has no render/);
  assert.match(shown, /broken on purpose/);
  assert.match(shown, /missing\.mjs/);
  const reported = page.complaints.filter((line) => line.startsWith("coracle ["));
  assert.equal(reported.length, 3, reported.join("\n"));
  assert.match(reported.join("\n"), /Module: failing\.mjs: broken on purpose/);
  await page.close();
});
