// How components look: contrast of what is no text, numbers that do not jump, room for what is yet to come.
import assert from "node:assert/strict";
import { test } from "node:test";
import { componentPages, looks, nameOf, painted, setTheme } from "./component-pages.mjs";
import { watchShifts } from "./shifts.mjs";

const { visit } = await componentPages("look", { script: watchShifts });

/** `[what, ratio]` of what must be told from the page around it. Text is axe's business. */
const contrasts = () => {
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const luminance = (...layers) => {
    for (const layer of layers) {
      context.fillStyle = layer;
      context.fillRect(0, 0, 1, 1);
    }
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const around = [document.body, document.querySelector("#app")].map((element) => getComputedStyle(element).backgroundColor);
  const ratio = (color) => {
    const [low, high] = [luminance(...around), luminance(...around, color)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const found = [];
  const look = (selector, property) => {
    const elements = [...document.querySelectorAll(`#app ${selector}`)];
    if (elements.length === 0) found.push([`no ${selector}`, 0]);
    for (const element of elements) found.push([`${selector} ${property}`, ratio(getComputedStyle(element)[property])]);
  };
  look(".coracle-button:enabled:not(.coracle-toggle)", "backgroundColor");
  look(".coracle-toggle:enabled", "borderTopColor");
  look(".coracle-field :is(input, select, textarea):enabled", "borderTopColor");
  look(":is(.coracle-checkbox, .coracle-radio, .coracle-slider) input:enabled", "accentColor");
  look(".coracle-progress", "accentColor");
  look(".coracle-progress[value]", "borderTopColor");
  look(".coracle-spinner", "borderTopColor");
  look(".coracle-tab[aria-selected=true]", "borderBottomColor");
  look(".coracle-error", "borderLeftColor");
  for (const element of document.querySelectorAll("#app :is(button, input, select, textarea, summary, a[href], [tabindex='0']):enabled, #app :is(summary, a[href], [tabindex='0'])")) {
    if (element.getClientRects().length === 0) continue;
    element.focus();
    const { outlineColor, outlineStyle } = getComputedStyle(element);
    found.push([`focus of ${element.localName}.${element.className} ${outlineStyle}`, outlineStyle === "none" ? 0 : ratio(outlineColor)]);
  }
  return found;
};

for (const { colorScheme, theme } of looks) {
  test(`the edges of controls and the focus stand out by 3 to 1, ${nameOf({ colorScheme, theme })} (b76, b77, b78, b79, b80, b87)`, async () => {
    const page = await visit("/", { colorScheme });
    await setTheme(page, theme);
    await page.evaluate("mountAll()");
    await page.keyboard.press("Tab"); // the keyboard's focus, which is seen
    const found = await page.evaluate(contrasts);
    assert.ok(found.length > 40, `only ${found.length}`);
    assert.deepEqual(found.filter(([, ratio]) => ratio < 3), []);
    await page.close();
  });
}

test("numbers stand in columns wherever they change (b77, b80, b81, b86)", async () => {
  const page = await visit();
  await page.evaluate("mountAll()");
  await page.locator(".u-legend").waitFor();
  const without = await page.evaluate(() =>
    [...document.querySelectorAll("#app *")]
      .filter((element) => !/^(checkbox|radio|range|color|file|hidden)$/.test(element.type) && !element.closest(".coracle-json, .coracle-log"))
      .filter((element) => !getComputedStyle(element).fontVariantNumeric.includes("tabular-nums"))
      .map(({ localName, className }) => `${localName}.${className}`),
  );
  assert.deepEqual([...new Set(without)], []);
  await page.close();
});

for (const [reducedMotion, steps] of [["no-preference", true], ["reduce", false]]) {
  test(`progress ${steps ? "goes there smoothly" : "is there at once, with reduced motion"} (b80)`, async () => {
    const page = await visit("/", { reducedMotion });
    await page.evaluate(() => {
      globalThis.bar = new coracle.Progress({ value: 0, label: "Bar" });
      new coracle.Column(bar).mount("#app");
    });
    await page.locator("progress").waitFor();
    // Slow enough to be seen on its way.
    if (steps) await page.evaluate(() => document.querySelector("#app").style.setProperty("--coracle-motion", "60s"));
    await painted(page);
    const picture = () => page.locator("progress").screenshot();
    const empty = await picture();
    await page.evaluate("void (bar.value = 100)");
    await page.waitForTimeout(300);
    const first = await picture();
    assert.ok(!first.equals(empty), "it has begun");
    await page.waitForTimeout(1500);
    assert.equal(!(await picture()).equals(first), steps, "it goes on");
    await page.close();
  });
}

test("a value takes the place of its placeholder, and nothing moves (b30, b83, b86)", async () => {
  const page = await visit();
  await page.evaluate(() => {
    const { Column, ColumnDataSource, Figure, Number, Row, Str, Svg, bind } = coracle;
    const later = (value) => bind(async () => (await new Promise((done) => (globalThis.come = [...(globalThis.come ?? []), done])), value()));
    const picture = new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>`);
    const figure = new Figure({ title: "Figure", height: 150 });
    figure.line(new ColumnDataSource({ x: [0, 1], y: [0, 1] }));
    new Column(
      later(() => "a text"),
      later(() => 12.5),
      later(() => new Number({ label: "Speed", value: 3, unit: "km/h" })),
      new Row("before", later(() => "in a row"), "after"),
      figure,
      new Svg(picture, { alt: "A picture", height: 60 }),
      new Str("below"),
    ).mount("#app");
  });
  await page.locator(".coracle-output").nth(3).waitFor({ state: "attached" });
  await painted(page);
  const boxes = () => page.evaluate(() => [...document.querySelectorAll("#app .coracle-column > *")].map((element) => element.getBoundingClientRect().top));
  const before = await boxes();
  await page.locator("canvas").waitFor();
  await page.evaluate("shifts.length = 0; for (const done of come) done()");
  await page.getByText("in a row").waitFor();
  await page.getByRole("img", { name: "A picture" }).evaluate((image) => image.decode());
  await painted(page);
  assert.deepEqual(await boxes(), before);
  assert.deepEqual(await page.evaluate("shifts"), []);
  assert.deepEqual(page.complaints, []);
  await page.close();
});
