// The installed package in Node: keyed views, and what a run prints into its own log.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

test("keyed views keep their elements, and what was typed, when their order changes [b54]", async () => {
  const { Checkbox, Column, Row, TextInput, bind, keyed, page } = await load({});
  const turned = new Checkbox({ label: "Turned" });
  const inputs = { a: new TextInput({ label: "field a" }), 2: new TextInput({ label: "field 2" }) };
  const row = (key) => keyed(key, new Row(String(key), inputs[key]));
  const list = bind((isTurned) => new Column(...(isTurned ? [row(2), row("a")] : [row("a"), row(2)])), turned);
  new Column(turned, list).mount("#app");
  page.type("field a", "typed");
  const created = page.createdElements;
  page.click("Turned");
  await page.advance(0);
  assert.equal(page.createdElements, created);
  assert.match(page.text(), /2.*a/s);
  assert.match(page.markup(), /field 2.*field a/s);
  assert.match(page.markup(), /typed/);
});

test("keyed: what it gives is a view like others, and what it cannot take is said [b54]", async () => {
  const { Column, Str, keyed, page } = await load({});
  const view = keyed("x", new Str("one"));
  const column = new Column(view, keyed("y", "two"), keyed("z", null));
  const mounted = column.mount("#app");
  assert.equal(page.text(), "one two");
  assert.equal(column.objects[0], view);
  const [, again] = column.objects;
  column.objects = [again, view];
  assert.equal(page.text(), "two one");
  assert.equal(keyed("n", null), null);
  assert.throws(() => keyed({}, "x"), { name: "TypeError", message: /keyed\(key, view\) takes a text or a number/ });
  assert.throws(() => keyed("k", {}), { name: "TypeError", message: /was given an object of class Object as its view/ });
  column.objects = [];
  view.dispose();
  view.dispose();
  assert.throws(() => view.mount("#app"), { message: /disposed/ });
  assert.throws(() => keyed("k", view), { message: /disposed/ });
  assert.throws(() => (column.objects = [view]), { message: /disposed/ });
  mounted.dispose();
  assert.deepEqual(page.reports(), []);
  assert.equal(page.counts().nodes, 0);
});

test("what a run prints goes to its own log, also after a wait, whatever others print [b84]", async () => {
  const { Button, Column, Log, page, sleep } = await load({});
  const [one, two] = [new Button({ label: "one" }), new Button({ label: "two" })];
  const logs = [new Log(), new Log()];
  const work = (time) => async ({ count }, { print, signal }) => {
    print("begin ", count, "\n");
    await sleep(time, { signal });
    print("end ", count, "\n");
  };
  one.onClick(logs[0].capture(work(30)));
  two.onClick(logs[1].capture(work(10)));
  new Column(...logs, one, two).mount("#app");
  page.click("one");
  page.click("two");
  page.click("one");
  await page.advance(100);
  const texts = [...page.markup().matchAll(/coracle-log-line">([^<]*)|<div>([^<]*)<\/div>/g)].map(([, a, b]) => a ?? b);
  assert.deepEqual(texts.filter((text) => /begin|end/.test(text)), [
    "begin 1", "begin 2", "end 1", "end 2",
    "begin 1", "end 1",
  ]);
  assert.deepEqual(page.reports(), []);
});

test("captured functions of every kind stay what they are; without a log it is reported [b84]", async () => {
  const { Column, Log, bind, page, sleep } = await load({});
  const log = new Log();
  async function* steps(context) {
    for (const step of [1, 2]) {
      context.print("step ", step, " ");
      yield `value ${step}`;
      await sleep(10, context);
    }
  }
  const captured = log.capture(steps);
  assert.equal(captured.name, "steps");
  new Column(log, bind(captured), bind(log.capture((value, { print }) => (print("plain "), value)), 7)).mount("#app");
  await page.advance(100);
  assert.equal(page.text(), "plain step 1 step 2 value 2 7");
  assert.throws(() => log.capture(7), { name: "TypeError", message: /capture/ });
  bind(({ print }) => print("lost")).mount("#app");
  await page.advance(0);
  assert.match(page.reports().join(), /printed where no log captures it: lost/);
});
