// The installed package's controls in Node: what they take, give and refuse; and the log.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

test("a button: its event is there while its watchers run, and is counted [b76]", async () => {
  const { Button, page } = await load({});
  const button = new Button({ label: "Go" });
  const heard = [];
  button.onClick(({ count }) => heard.push([count, button.pressed]));
  button.mount("#app");
  assert.equal(button.clicks, 0);
  page.click("Go");
  button.press();
  assert.deepEqual(heard, [[1, true], [2, true]]);
  assert.deepEqual([button.clicks, button.parameter("pressed").count, button.pressed], [2, 2, false]);
  assert.throws(() => (button.clicks = 3), TypeError);
  assert.equal(button.clicks, 2);
  assert.equal(button.parameter("label").count, undefined);
});

test("numbers that are not whole: FloatSlider, FloatProgress [b77, b80]", async () => {
  const { Column, FloatProgress, FloatSlider, bind, page } = await load({});
  const slider = new FloatSlider({ label: "Gain", end: 2 });
  const progress = new FloatProgress({ max: 2 });
  const heard = [];
  slider.watch("committed", ({ now }) => heard.push(now));
  new Column(slider, progress, bind((gain) => `${gain * 10}`, slider)).mount("#app");
  page.drag("Gain", 0.25);
  assert.deepEqual([slider.value, slider.committed, page.text()], [0.25, 0, "Gain 0.25 2.5"]);
  page.release("Gain", 0.5);
  assert.deepEqual(heard, [0.5]);
  assert.equal(progress.value, undefined);
  progress.value = 0.5;
  assert.equal(progress.value, 0.5);
  progress.value = undefined;
  assert.equal(progress.value, undefined);
  assert.throws(() => (progress.value = "1"), { name: "TypeError", message: /FloatProgress\.value must be a number or undefined, not "1"/ });
  slider.value = Infinity;
  assert.equal(slider.value, 2);
  assert.equal(page.reports().length, 1);
});

test("text: typed on each key, value on Enter or leaving, an event for each Enter [b78]", async () => {
  const { TextInput, page } = await load({});
  const input = new TextInput({ label: "Name", placeholder: "Ada" });
  const heard = [];
  input.watch("typed", ({ now }) => heard.push(`typed ${now}`));
  input.watch("value", ({ now }) => heard.push(`value ${now}`));
  input.onEnter(({ count }) => heard.push(`entered ${count}`));
  input.mount("#app");
  page.type("Name", "Bo");
  page.press("Name", "Enter");
  page.press("Name", "Enter");
  page.type("Name", "\b");
  page.leave("Name");
  assert.deepEqual(heard, ["typed B", "typed Bo", "value Bo", "entered 1", "entered 2", "typed B", "value B"]);
  input.value = "set";
  assert.equal(input.typed, "set");
});

test("checkbox, toggle, select [b79]", async () => {
  const { Checkbox, Select, Toggle, VBox, Column, bind, page } = await load({});
  assert.equal(VBox, Column);
  const box = new Checkbox({ label: "Loud" });
  const toggle = new Toggle({ label: "Bold", value: true });
  const select = new Select({ label: "Who", options: ["Smith", "Jones", "Smith"] });
  new VBox(box, toggle, select, bind((...values) => values.slice(0, 3).join(), box, toggle, select)).mount("#app");
  page.click("Loud");
  page.click("Bold");
  page.choose("Who", 2);
  await page.advance(0);
  assert.deepEqual([box.value, toggle.value, select.value, select.index], [true, false, "Smith", 2]);
  assert.match(page.text(), /true,false,Smith$/);
  select.groups = ["Family", "", "Family"];
  select.disabledOptions = ["Jones"];
  await page.advance(0);
  assert.throws(() => page.choose("Who", 1));
  assert.match(page.markup(), /<optgroup label="Family"><option.*?>Smith<\/option><\/optgroup><option disabled="true">Jones/);
  select.options = ["Brown"];
  assert.deepEqual([select.value, select.index, select.options], ["Brown", 0, ["Brown"]]);
  assert.throws(() => (select.options = ["a", 1]), { message: /Select\.options must be an array of strings, not 1/ });
  select.value = "nobody";
  assert.deepEqual(page.reports(), ['bad_argument: Select: "nobody" is not among the options']);
});

test("a status indicator follows a binding, a spinner a value [b80]", async () => {
  const { Column, Spinner, StatusIndicator, bind, sleep, page } = await load({});
  const work = bind(async ({ signal }) => {
    await sleep(100, { signal });
    return "done";
  });
  const spinner = new Spinner();
  new Column(spinner, new StatusIndicator(work, { label: "Work" }), work).mount("#app");
  await page.advance(10);
  assert.equal(page.text(), "Work pending");
  await page.advance(100);
  assert.equal(page.text(), "Work idle done");
  spinner.value = false;
  assert.match(page.markup(), /hidden="true"/);
});

test("a log: lines, errors, views, clear, limit [b84]", async () => {
  const { Log, Str, page } = await load({});
  const log = new Log({ limit: 3 });
  const mounted = log.mount("#app");
  log.print("did work ", 1, "\n");
  log.print("open");
  log.error("failed\n");
  log.show(new Str("view"));
  await page.advance(0);
  assert.equal(page.text(), "open failed view");
  assert.match(page.markup(), /<div class="coracle-log-error">failed<\/div>/);
  log.clear({ afterNext: true });
  assert.equal(page.text(), "open failed view");
  log.print("next");
  assert.equal(page.text(), "next");
  log.clear();
  assert.equal(page.text(), "");
  assert.throws(() => log.clear({ after: 1 }), { message: /clear.*has no "after"/ });
  assert.throws(() => log.show({}), { name: "TypeError" });
  mounted.dispose();
  log.dispose();
  assert.throws(() => log.print("x"), { message: /disposed/ });
  assert.deepEqual(page.reports(), []);
  assert.equal(page.counts().nodes, 0);
});

test("a text area, and a field for numbers [b79]", async () => {
  const { Column, NumberInput, TextArea, bind, page } = await load({});
  const note = new TextArea({ label: "Note", rows: 4 });
  const width = new NumberInput({ label: "Width", value: 2.5, start: 0, end: 9 });
  new Column(note, width, bind((text, number) => `${text.length} ${number}`, note, width)).mount("#app");
  page.type("Note", "a\nb");
  page.leave("Note");
  page.release("Width", 7);
  await page.advance(0);
  assert.deepEqual([note.value, width.value], ["a\nb", 7]);
  assert.match(page.text(), /3 7$/);
  width.value = undefined;
  assert.equal(width.value, undefined);
  assert.throws(() => (width.value = "7"), { name: "TypeError", message: /NumberInput\.value must be a number or undefined, not "7"/ });
  width.value = 12;
  assert.equal(width.value, 9);
  note.rows = 0;
  assert.equal(page.reports().length, 2);
});
