// The installed package's fields and panes in Node: what they take, give and refuse.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

test("a radio group is one of several [b79]", async () => {
  const { RadioGroup, page } = await load({});
  const size = new RadioGroup({ label: "Size", options: ["S", "M", "L"], value: "M" });
  size.mount("#app");
  page.click("L");
  assert.deepEqual([size.value, size.index], ["L", 2]);
  size.disabledOptions = ["S"];
  await page.advance(0);
  assert.throws(() => page.click("S"));
  size.value = "XXL";
  assert.deepEqual(page.reports(), ['bad_argument: RadioGroup: "XXL" is not among the options']);
  assert.throws(() => (size.options = "S"), { name: "TypeError", message: /RadioGroup\.options must be an array of strings/ });
});

test("a day is a text such as 2026-11-21 [b79]", async () => {
  const { DatePicker, page } = await load({});
  const due = new DatePicker({ label: "Due", value: "2026-11-21", start: "2026-01-01" });
  due.mount("#app");
  assert.deepEqual([due.value, due.start, due.end], ["2026-11-21", "2026-01-01", undefined]);
  due.value = "2024-02-29";
  assert.equal(due.value, "2026-01-01");
  due.value = null;
  assert.equal(due.value, undefined);
  for (const value of ["2026-02-30", "2025-02-29", "0000-01-01", "21.11.2026", "2026-1-1", "", 3, new Date()]) {
    assert.throws(() => (due.value = value), { name: "TypeError", message: /DatePicker\.value must be a day such as "2026-11-21", or undefined/ });
  }
  due.end = "2025-01-01";
  assert.equal(due.end, undefined);
  assert.equal(page.reports().length, 2);
});

test("a colour has six digits [b79]", async () => {
  const { ColorPicker, page } = await load({});
  const ink = new ColorPicker({ label: "Ink", value: "#F80" });
  assert.equal(ink.value, "#ff8800");
  ink.value = "red";
  assert.equal(ink.value, "#ff8800");
  assert.match(page.reports().join(), /ColorPicker: "red" is no colour/);
  assert.throws(() => (ink.value = 0xff8800), { name: "TypeError" });
});

test("files are the platform's own; a program can take them away [b79]", async () => {
  const { FileInput, page } = await load({});
  const input = new FileInput({ label: "Table", accept: ".csv", limit: 10 });
  input.mount("#app");
  const [small, large] = [new File(["1,2"], "a.csv", { type: "text/csv" }), new File(["12345678901"], "b.csv")];
  page.chooseFiles("Table", [small]);
  assert.equal(input.files.length, 1);
  assert.equal(input.files[0], small);
  assert.equal(await input.files[0].text(), "1,2");
  page.chooseFiles("Table", [large]);
  assert.deepEqual(input.files, []);
  assert.match(page.text(), /b\.csv has 11 bytes; there may be 10 at most/);
  page.chooseFiles("Table", [small]);
  input.files = [];
  assert.deepEqual(input.files, []);
  assert.throws(() => (input.files = [small]), { name: "TypeError", message: /only take them away/ });
  input.limit = NaN;
  assert.equal(page.reports().length, 1);
});

test("a number with its digits and its unit [b81]", async () => {
  const { Number: NumberPane, page } = await load({});
  const speed = new NumberPane({ label: "Speed", value: 12.345, digits: 1, unit: "km/h" });
  speed.mount("#app");
  assert.equal(page.text(), "Speed 12.3 km/h");
  speed.value = undefined;
  await page.advance(0);
  assert.equal(page.text(), "Speed – km/h");
  assert.throws(() => (speed.digits = 1.5), { name: "TypeError" });
  speed.digits = 16;
  assert.deepEqual(page.reports(), ["bad_argument: Number: digits must be 0 to 15, not 16"]);
});

test("json is any value that JSON can express [b82]", async () => {
  const { Json, page } = await load({});
  const json = new Json({ name: "Ada", tags: ["a"], nothing: null }, { depth: 2 });
  json.mount("#app");
  assert.equal(page.text(), '{3} name "Ada" tags [1] 0 "a" nothing null');
  assert.deepEqual(json.object, { name: "Ada", tags: ["a"], nothing: null });
  json.object = [1, 2];
  await page.advance(0);
  assert.equal(page.text(), "[2] 0 1 1 2");
  json.object = undefined;
  await page.advance(0);
  assert.equal(page.text(), "");
  const loop = {};
  loop.loop = loop;
  for (const value of [loop, 1n, () => 1, Symbol("x")]) {
    assert.throws(() => (json.object = value), { name: "TypeError", message: /Json\.object must be a value that JSON can express/ });
  }
  assert.deepEqual(page.reports(), []);
});

test("images of every kind, with caption, link and size [b83]", async () => {
  const { Column, Gif, Svg, WebP, page } = await load({});
  const svg = new Svg(new TextEncoder().encode("<svg/>"), { caption: "A <drawing>", link: "a.html", height: 40 });
  new Column(svg, new Gif("a.gif"), new WebP(new Uint8Array(3))).mount("#app");
  assert.match(page.markup(), /src="blob:image\/svg\+xml,6"/);
  assert.match(page.markup(), /src="blob:image\/webp,3"/);
  assert.match(page.text(), /A <drawing>/);
  svg.link = "javascript:alert(1)";
  assert.equal(svg.link, "a.html");
  svg.width = -1;
  assert.equal(page.reports().length, 2);
});
