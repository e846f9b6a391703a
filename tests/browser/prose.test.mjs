// Html and Markdown in Chromium: what arrives in the page is harmless.
import assert from "node:assert/strict";
import { test } from "node:test";
import { shows, testApps } from "./test-apps.mjs";

const { open } = await testApps("prose");

// Without the page's security policy, which would keep the worst from happening by itself.
const visit = async () => {
  const page = await open("/?app=prose", { bypassCSP: true });
  await shows(page, "quoted");
  await page.evaluate("globalThis.ran = []");
  return page;
};
/** Until the place shows what it was given: after a commit, and what that loads. */
const give = async (page, text, place, shown = "rest") => {
  await page.getByLabel("Source").fill(text);
  await page.getByLabel("Source").press("Enter");
  await place.filter({ hasText: shown }).waitFor({ state: "attached" });
};
const html = (page) => page.locator(".coracle-prose").first();

const hostile = {
  "a script": `<script>ran.push(1)</script><p>rest</p>`,
  "a handler": `<img src="x:y" onerror="ran.push(1)"><p onclick="ran.push(1)">rest</p>`,
  "a javascript: link": `<a href="javascript:ran.push(1)">rest</a>`,
  "a disguised javascript: link": `<a href=" jAvA&#9;script:ran.push(1)">rest</a>`,
  "svg that runs": `<svg><animate onbegin="ran.push(1)" attributeName="x" dur="1s"/><script>ran.push(1)</script></svg><p>rest</p>`,
  "an iframe": `<iframe srcdoc="<script>parent.ran.push(1)</script>"></iframe><p>rest</p>`,
  "an object": `<object data="data:text/html,<script>1</script>"></object><embed src="x"><p>rest</p>`,
  "a form": `<form action="https://example.org"><input name="a"><button>Send</button></form><p>rest</p>`,
  "a style sheet": `<style>body { display: none }</style><p>rest</p>`,
  "an inline style": `<p style="position: fixed; inset: 0">rest</p>`,
  "a base and a meta": `<base href="https://example.org"><meta http-equiv="refresh" content="0;url=about:blank"><p>rest</p>`,
  "names that hide the document's": `<a id="body" name="cookie">rest</a>`,
  "markup that mutates": `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=ran.push(1)&gt;"></table></math><p>rest</p>`,
  "a template": `<template><script>ran.push(1)</script></template><p>rest</p>`,
};

for (const [hazard, text] of Object.entries(hostile)) {
  test(`${hazard} does nothing in Html, nor in Markdown (b82)`, async () => {
    const page = await visit();
    for (const name of ["html", "markdown"]) {
      if (name === "markdown") await page.getByLabel("As Markdown").check();
      const place = page.locator(".coracle-prose").nth(name === "html" ? 0 : 1);
      // Not the same twice: it would be no change.
      await give(page, name === "html" ? text : `${text} `, place);
      for (const element of await place.locator("a, p").all()) await element.click({ force: true, timeout: 1000 }).catch(() => {});
      const found = await place.evaluate((element) =>
        [element, ...element.querySelectorAll("*")].flatMap((node) => [
          ...(/^(script|style|iframe|object|embed|form|input|button|base|meta|link|template)$/i.test(node.localName) ? [node.localName] : []),
          ...[...node.attributes].filter(({ name, value }) => /^on|^style$/.test(name) || /^\s*javascript:/i.test(value)).map(({ name }) => name),
        ]),
      );
      assert.deepEqual(found, [], name);
      assert.equal(await page.evaluate("document.body instanceof HTMLBodyElement"), true);
    }
    assert.deepEqual(await page.evaluate("ran"), []);
    assert.deepEqual(page.complaints, []);
    await page.close();
  });
}

test("what is harmless stays: words, tables, links, pictures (b82)", async () => {
  const page = await visit();
  await give(page, `<h2>Title</h2><table><tr><td colspan="2">cell</td></tr></table><a href="https://example.org/">out</a><svg viewBox="0 0 1 1"><circle r="1"/></svg>`, html(page), "Title");
  const markup = await html(page).innerHTML();
  for (const part of ["<h2>Title</h2>", `<td colspan="2">cell</td>`, `href="https://example.org/"`, "<circle"]) {
    assert.ok(markup.includes(part), `${part} in ${markup}`);
  }
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("only what is trusted is shown as it is (b82)", async () => {
  const page = await visit();
  await page.getByLabel("Trusted").check();
  await give(page, `<form><input name="kept">kept</form>`, html(page), "kept");
  assert.equal(await html(page).locator("input[name=kept]").count(), 1);
  await page.getByLabel("Trusted").uncheck();
  await html(page).locator("input").waitFor({ state: "detached" });
  await page.close();
});

test("Markdown has tables, code and lists; its files are loaded when it is shown, once (b82)", async () => {
  const page = await visit();
  const markdown = page.locator(".coracle-prose").nth(1);
  assert.equal(await markdown.locator("th").count(), 2);
  assert.equal(await markdown.locator("td[align=right]").first().textContent(), "2.5 s");
  assert.equal(await markdown.locator("pre code").textContent(), "int main() {}\n");
  assert.equal(await markdown.locator("li").count(), 2);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1)));
  for (const file of ["html.mjs", "markdown.mjs"]) assert.equal(loaded.filter((name) => name === file).length, 1, file);
  assert.deepEqual(page.complaints, []);
  await page.close();
});
