// An app's style sheet: what it needs of Coracle's, no more and no less.
import assert from "node:assert/strict";
import { test } from "node:test";
import { usedStyle } from "../../web/tools/app-style.mjs";

const squeezed = (css) => css.replace(/\s+/g, " ").trim();
const used = (css, ...texts) => squeezed(usedStyle(css, ...texts));

test("rules whose classes are in no text go", () => {
  const css = ".coracle { color: red } .coracle .coracle-a { x: 1 } .coracle .coracle-b, .coracle .coracle-a i { x: 2 }";
  assert.equal(used(css, "<p class='coracle-a'>"), ".coracle { color: red } .coracle .coracle-a { x: 1 } .coracle .coracle-a i { x: 2 }");
  assert.equal(used(css, "coracle-b", "coracle-a"), squeezed(css.replaceAll(" }", " }\n")));
  assert.equal(used(css, ""), ".coracle { color: red }");
});

test("alternatives go one by one", () => {
  const css = ".coracle-a > :is(.coracle-b, .coracle-c, p) { x: 1 } .coracle-a :is(.coracle-b, .coracle-c) { x: 2 }";
  assert.equal(used(css, "coracle-a coracle-c"), ".coracle-a > .coracle-c { x: 1 } .coracle-a .coracle-c { x: 2 }");
  assert.equal(used(css, "coracle-a <p>"), ".coracle-a > p { x: 1 }");
  assert.equal(used(css, "coracle-a coracle-b <p>"), ".coracle-a > :is(.coracle-b, p) { x: 1 } .coracle-a .coracle-b { x: 2 }");
  assert.equal(used(".a:is(.coracle-b, b) { x: 1 }", "coracle-b"), ".a:is(.coracle-b) { x: 1 }");
});

test("an exception goes with what it is for", () => {
  const css = ".coracle-a:not(:where([hidden], .coracle-b *)) { x: 1 }";
  assert.equal(used(css, "coracle-a"), ".coracle-a { x: 1 }");
  assert.equal(used(css, "coracle-a coracle-b"), ".coracle-a:not(:where(.coracle-b *)) { x: 1 }");
  assert.equal(used(css, "coracle-a coracle-b hidden"), css);
});

test("media, supports and animations go with what they are for", () => {
  const css =
    "@media (x) { .coracle-a { animation: turn 1s } .coracle-b { x: 1 } } @supports (y) { .coracle-b { x: 1 } } @keyframes turn { to { rotate: 1turn } } /* .coracle-b { */";
  assert.equal(used(css, "coracle-a"), "@media (x) {.coracle-a { animation: turn 1s }} @keyframes turn { to { rotate: 1turn } }");
  assert.equal(used(css, "coracle-b"), "@media (x) {.coracle-b { x: 1 }} @supports (y) {.coracle-b { x: 1 }}");
});
