// What every widget owes people, whatever it is: the contract suite. It runs over all components that have a
// parameter `disabled`, as the package's classes, made from the components' descriptions, tell.
import assert from "node:assert/strict";
import { test } from "node:test";
import { componentPages, looks, nameOf, painted as paintedIn, setTheme } from "./component-pages.mjs";
import { violations } from "./violations.mjs";

const { visit, at } = await componentPages("contract");
const painted = (shown = page) => paintedIn(shown);

// One page for all, or each test would load the module again.
const page = await visit();
const widgets = await page.evaluate("widgets");

// How people change what a native control says, by keyboard alone; null: the browser asks in a window of its own.
const keysOf = {
  button: ["Enter"],
  checkbox: ["Space"],
  "select-one": ["ArrowDown"],
  radio: ["ArrowDown"],
  range: ["ArrowRight"],
  number: ["ArrowUp"],
  text: ["a", "Enter"],
  textarea: ["a", "Tab"],
  date: [..."11212026", "Enter"],
  color: null,
  file: null,
};

// What each key of the platform makes of a control, one after the other, beginning as it is shown: its value, or how
// often it was pressed. A group has the options one, two and three.
const habits = {
  Button: [["Enter", 1], ["Space", 2]],
  Toggle: [["Enter", true], ["Space", false]],
  Checkbox: [["Space", true], ["Space", false], ["Enter", false]],
  RadioGroup: [["ArrowDown", "two"], ["ArrowRight", "three"], ["ArrowDown", "one"], ["ArrowUp", "three"], ["ArrowLeft", "two"]],
  Select: [["ArrowDown", "two"], ["End", "three"], ["Home", "one"], ["t", "two"], ["ArrowUp", "one"]],
  IntSlider: [["ArrowUp", 1], ["ArrowRight", 2], ["ArrowLeft", 1], ["ArrowDown", 0], ["End", 10], ["PageDown", 9], ["Home", 0], ["PageUp", 1]],
  FloatSlider: [["ArrowUp", 0.1], ["ArrowDown", 0], ["End", 1], ["PageDown", 0.9], ["Home", 0], ["PageUp", 0.1]],
  NumberInput: [["ArrowUp", 1], ["ArrowUp", 2], ["ArrowDown", 1]],
  TextInput: [["a", ""], ["Enter", "a"], ["Home", "a"], ["b", "a"], ["Enter", "ba"]],
  TextArea: [["a", ""], ["Enter", ""], ["b", ""], ["Tab", "a\nb"]],
};

// By which role a control is found with its exact name, where it has one.
const roleOf = { button: "button", checkbox: "checkbox", "select-one": "combobox", radio: "radiogroup", range: "slider", number: "spinbutton", text: "textbox", textarea: "textbox" };

const value = () => page.evaluate("read()");
const control = page.locator("#app").locator("input, select, textarea, button").first();

/** Shows a new widget; gives the type of its first control. */
const start = async (name, { options = {}, width = 900, media = {} } = {}) => {
  await page.emulateMedia({ forcedColors: "none", reducedMotion: "no-preference", ...media });
  await page.setViewportSize({ width, height: 640 });
  await page.evaluate(([name, options]) => mount(name, options), [name, options]);
  return control.evaluate(({ type }) => type);
};
const complaints = () => assert.deepEqual(page.complaints.splice(0), []);
const tabTo = async () => {
  await page.locator("#before").focus();
  await page.keyboard.press("Tab");
  return page.evaluate(() => document.querySelector("#app").contains(document.activeElement));
};
const press = async (keys) => {
  for (const key of keys) await page.keyboard.press(key);
  await painted();
};

test("there are widgets to be tested", () => assert.ok(widgets.length >= 12, widgets.join()));

for (const name of widgets) {
  test(`${name}: labelled, reached by Tab, worked by keyboard, committed once (b76, b77, b78, b79)`, async () => {
    const type = await start(name);
    const named = type in roleOf ? page.getByRole(roleOf[type], { name: "The label", exact: true }) : page.getByLabel("The label", { exact: true });
    assert.equal(await named.count(), 1, "its label is its name, and nothing else is");
    assert.ok(await tabTo(), "Tab leads to it");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.notEqual(outline, "none", "the focus is seen");
    const keys = keysOf[type];
    assert.notEqual(keys, undefined, `keys for a control of type ${type}`);
    if (keys) {
      const before = await value();
      await press(keys);
      assert.notDeepEqual(await value(), before);
      assert.equal(await page.evaluate("committed"), 1);
    }
    await control.focus();
    for (let i = 0; i < 4 && !(await page.evaluate(() => document.activeElement.id === "after")); ++i) await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "after", "Tab leads on");
    complaints();
  });

  test(`${name}: disabled, it is passed over, and code still can (b76, b77, b78, b79)`, async () => {
    const type = await start(name, { options: { disabled: true } });
    const before = await value();
    assert.equal(await tabTo(), false);
    await control.evaluate((control) => {
      control.click();
      for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
    });
    await painted();
    assert.deepEqual(await value(), before);
    assert.ok(await control.isDisabled());
    await page.evaluate("widget.disabled = false");
    await painted();
    assert.ok(await tabTo());
    await page.evaluate("widget.disabled = true");
    await painted();
    if (type !== "file") assert.notDeepEqual(await page.evaluate("set()"), before);
    complaints();
  });

  test(`${name}: what a program sets is seen, and fires no event (b76, b77, b78, b79)`, async () => {
    await start(name);
    if (["Button", "FileInput"].includes(name)) return complaints();
    const before = await page.evaluate("shown()");
    await page.evaluate("listen()");
    await page.evaluate("set()");
    await painted();
    assert.notDeepEqual(await page.evaluate("shown()"), before);
    assert.deepEqual(await page.evaluate("fired"), []);
    assert.deepEqual(await page.evaluate("told"), [], "nobody has let go of it, or pressed Enter");
    assert.equal(await page.evaluate("committed"), 1, "who waits for what is committed hears of it, once");
    assert.ok(await control.isVisible());
    return complaints();
  });

  test(`${name}: in a form it has a name, a value and a reset (b76, b77, b78, b79)`, async () => {
    await start(name);
    assert.deepEqual(await page.evaluate(() => [...new FormData(document.querySelector("#form"))]), [], "without a name nothing");
    const reset = async () => {
      await page.evaluate(() => document.querySelector("#form").reset());
      await painted();
      await painted();
    };
    if (!["Button", "FileInput"].includes(name)) {
      const before = await value();
      await page.evaluate("set()");
      await painted();
      await reset();
      assert.deepEqual(await value(), before, "without a name, too, it is reset");
    }
    const type = await start(name, { options: { name: "field" } });
    const inForm = () => page.evaluate(() => new FormData(document.querySelector("#form")).getAll("field").map((entry) => entry.name ?? entry));
    if (name === "Button") {
      assert.deepEqual(await inForm(), []);
      return complaints();
    }
    const [before, given] = [await value(), await inForm()];
    if (type === "file") {
      await page.locator("input").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("12345") });
    } else {
      await page.evaluate("set()");
    }
    await painted();
    assert.notDeepEqual(await value(), before);
    assert.notDeepEqual(await inForm(), given);
    await reset();
    assert.deepEqual(await value(), before);
    assert.deepEqual(await inForm(), given);
    return complaints();
  });

  test(`${name}: from right to left, at 200 % and in a narrow window nothing sticks out (b76, b77, b78, b79)`, async () => {
    const type = await start(name, { width: 320 });
    const sticksOut = () =>
      page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth > clientWidth ? `${scrollWidth} > ${clientWidth}` : "";
      });
    assert.equal(await sticksOut(), "");
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    assert.equal(await sticksOut(), "");
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
      document.documentElement.style.fontSize = "";
    });

    assert.equal(await sticksOut(), "");
    await page.setViewportSize({ width: 900, height: 640 });
    if (type !== "button") {
      const [text, control] = await page.evaluate(() => {
        const text = document.createRange();
        text.selectNodeContents(document.querySelector("#app").querySelector("label span, legend"));
        return [text, document.querySelector("#app input, #app select, #app textarea")].map((box) => box.getBoundingClientRect().right);
      });
      const isBox = type === "checkbox";
      assert.ok(isBox ? text < control : text >= control, `the label at ${text}, the control at ${control}`);
    }
    complaints();
  });

  test(`${name}: in forced colours it has an edge and a focus, with reduced motion it stands still (b76, b77, b78, b79)`, async () => {
    await start(name, { media: { forcedColors: "active", reducedMotion: "reduce" } });
    await tabTo();
    const { outline, width, moving } = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return {
        outline: style.outlineStyle,
        width: parseFloat(style.borderTopWidth) + (style.appearance === "none" ? 0 : 1),
        moving: document.getAnimations().filter(({ playState }) => playState === "running").length,
      };
    });
    assert.notEqual(outline, "none");
    assert.ok(width > 0, "an edge");
    assert.equal(moving, 0);
    complaints();
  });
}

test("a slider is as wide with one number as with another (b77)", async () => {
  const width = async (value) => {
    await page.evaluate((value) => void (widget.value = value), value);
    await painted();
    return control.evaluate((input) => input.getBoundingClientRect().width);
  };
  for (const [name, options, values] of [
    ["FloatSlider", { step: 0.025 }, [0.5, 0.525, 0.575, 1]],
    ["IntSlider", { start: -99, end: 1000 }, [0, -99, 1000, 111]],
  ]) {
    await start(name, { options });
    const widths = [];
    for (const value of values) widths.push(await width(value));
    assert.deepEqual(new Set(widths), new Set([widths[0]]), `${name}: ${widths.join()}`);
  }
  complaints();
});

for (const [name, keys] of Object.entries(habits)) {
  test(`${name}: each key does what the platform's habits say (b76, b77, b78, b79)`, async () => {
    await start(name);
    await tabTo();
    const seen = [];
    for (const [key] of keys) {
      await press([key]);
      seen.push([key, await value()]);
    }
    assert.deepEqual(seen, keys);
    complaints();
  });
}

for (const [name, end] of [["IntSlider", 10], ["FloatSlider", 1]]) {
  test(`${name}: where text runs from right to left so does it, by mouse and by arrows (b77)`, async () => {
    await start(name);
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    const { x, y, width, height } = await control.boundingBox();
    await page.mouse.click(x + 2, y + height / 2);
    assert.equal(await value(), end, "the end is on the left");
    await page.mouse.click(x + width - 2, y + height / 2);
    assert.equal(await value(), 0, "the start is on the right");
    await press(["ArrowLeft"]);
    assert.equal(await value(), end / 10);
    await press(["ArrowRight"]);
    assert.equal(await value(), 0);
    complaints();
  });
}

for (const { colorScheme, theme } of looks) {
  for (const width of theme ? [1000] : [1000, 360]) {
    const look = nameOf({ colorScheme, theme });
    test(`axe finds nothing: all components, ${look}, ${width} pixels wide (b76, b79, b80, b81, b82, b83, b85)`, async () => {
      const page = await visit("/", { colorScheme, viewport: { width, height: 900 } });
      await setTheme(page, theme);
      await page.evaluate("mountAll()");
      await painted(page);
      const found = await violations(page);
      await page.screenshot({ path: at(`all-${look.replaceAll(" ", "-")}-${width}.png`), fullPage: true });
      assert.deepEqual(found, []);
      assert.match(page.complaints.join(), /^coracle \[bad_argument\]: IntSlider: start \(5\)[^,]*$/);
      await page.close();
    });
  }
}
