// Text of any kind goes into the installed package and comes out of it as it was.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

/** Halves of characters, before others and last: each is read as the sign for what cannot be read. Byte order marks. */
const texts = ["\ud800中文", "a\ud800", "\udc00é", "\ud800\ud800😀", "中\ud83d", "\ufeff\0x", "\ufeff and a longer text", "Grüße 日本 👩‍👩‍👧"];
const well = (text) => text.toWellFormed?.() ?? text.replace(/\p{Surrogate}/gu, "\ufffd");

for (const text of texts) {
  test(`text arrives whole both ways: ${JSON.stringify(text)} [b94]`, async () => {
    const { Column, ColumnDataSource, Log, Module, Select, StaticText, TextInput, bind, keyed, page } = await load({});
    const input = new TextInput({ label: "Name", value: text });
    assert.equal(input.value, well(text));
    assert.deepEqual(new Select({ options: [text, `${text}!`] }).options, [well(text), well(`${text}!`)]);
    assert.deepEqual(new Module("a.mjs", { value: text }).get("value"), well(text));

    const source = new ColumnDataSource({ [text]: [text] });
    assert.deepEqual([source.names, source.texts(text)], [[well(text)], [well(text)]]);

    const log = new Log();
    const column = new Column(text, keyed(text, new StaticText({ value: text })), log, bind(() => text));
    assert.equal(column.objects[0], well(text));
    column.mount("#app");
    log.print(text, "|");
    await page.advance(0);
    const shown = `${well(text)} ${well(text)} ${well(text)}| ${well(text)}`;
    assert.equal(page.text(), shown.replaceAll(/ +/g, " "));

    input.mount("#app");
    page.type("Name", text);
    assert.equal(input.typed, well(text) + well(text));
  });
}
