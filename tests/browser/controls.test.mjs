// The controls under a real keyboard and mouse: what only a browser can show.
import assert from "node:assert/strict";
import { test } from "node:test";
import { styleSheet } from "../../web/tools/style-sheet.mjs";
import { testApps } from "./test-apps.mjs";

const { open } = await testApps("controls");

const visit = async () => {
  const page = await open("/?app=controls&own");
  await page.getByLabel("Name").waitFor();
  /** The lines of the log since it was last asked. */
  let seen = 0;
  page.heard = async () => {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    const lines = await page.locator(".coracle-log > div > div").allTextContents();
    return lines.slice(seen, (seen = lines.length));
  };
  return page;
};
const leave = async (page) => {
  assert.deepEqual(page.complaints, []);
  await page.close();
};

test("typing is told key by key, Enter and leaving make it the value (b78)", async () => {
  const page = await visit();
  const name = page.getByLabel("Name");
  await name.focus();
  await page.keyboard.type("Ada");
  assert.deepEqual(await page.heard(), ["typed A", "typed Ad", "typed Ada"]);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.deepEqual(await page.heard(), ["value Ada", "entered", "entered"]);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("d");
  assert.equal(await name.evaluate((field) => field.selectionStart), 3, "the caret stays where it is");
  await page.keyboard.press("Tab");
  assert.deepEqual(await page.heard(), ["typed Adda", "value Adda"]);
  await leave(page);
});

test("pasted text and text of an input method arrive once (b78)", async () => {
  const page = await visit();
  await page.getByLabel("Name").focus();
  await page.keyboard.insertText("pasted ");
  assert.deepEqual(await page.heard(), ["typed pasted "]);
  const session = await page.context().newCDPSession(page);
  for (const text of ["n", "に", "にほ", "日本"]) {
    await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  }
  assert.deepEqual(await page.heard(), []);
  await session.send("Input.insertText", { text: "日本" });
  assert.deepEqual(await page.heard(), ["typed pasted 日本"]);
  await page.keyboard.press("Enter");
  assert.deepEqual(await page.heard(), ["value pasted 日本", "entered"]);
  await leave(page);
});

test("a text area takes Enter as text; a number field steps, and keeps to its bounds (b79)", async () => {
  const page = await visit();
  await page.getByLabel("Note").focus();
  await page.keyboard.type("one");
  await page.keyboard.press("Enter");
  await page.keyboard.type("two");
  assert.deepEqual(await page.heard(), []);
  await page.keyboard.press("Tab");
  assert.deepEqual(await page.heard(), ["note of 7"]);
  const width = page.getByLabel("Width");
  await width.focus();
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await page.heard(), ["width 6"]);
  for (const [typed, heard, shown] of [["99", ["width 10"], "10"], ["88", [], "10"], ["", ["width none"], ""]]) {
    await width.fill(typed);
    await page.keyboard.press("Tab");
    assert.deepEqual(await page.heard(), heard);
    assert.equal(await width.inputValue(), shown);
    await width.focus();
  }
  await leave(page);
});

test("a value set by the program wins over the one being typed (b78)", async () => {
  const page = await visit();
  const name = page.getByLabel("Name");
  await name.pressSequentially("typing");
  await page.heard();
  // Without taking the focus: the field is still being typed in.
  await page.getByRole("button", { name: "Set" }).evaluate((button) => button.click());
  assert.deepEqual(await page.heard(), ["typed set", "value set"]);
  assert.equal(await name.inputValue(), "set");
  await page.keyboard.press("Tab");
  assert.deepEqual(await page.heard(), []);
  await leave(page);
});

test("text change and click in one task both arrive, in order (b93)", async () => {
  const page = await visit();
  await page.evaluate(() => {
    const field = document.querySelector("input:not([type])");
    field.value = "Grace";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Greet").click();
  });
  assert.deepEqual(await page.heard(), ["typed Grace", "value Grace", "hello Grace"]);
  await page.getByLabel("Name").fill("Hopper");
  await page.getByRole("button", { name: "Greet" }).click();
  assert.deepEqual(await page.heard(), ["typed Hopper", "value Hopper", "hello Hopper"]);
  await leave(page);
});

for (const [label, word, steps] of [["Count", "count", ["1", "2", "3"]], ["Gain", "gain", ["0.1", "0.2", "0.3"]]]) {
  test(`a key held on the slider ${label} commits once, on release; so does a drag (b77, b43)`, async () => {
    const page = await visit();
    const slider = page.getByRole("slider", { name: label });
    await slider.focus();
    for (let step = 0; step < steps.length; ++step) await page.keyboard.down("ArrowRight");
    assert.deepEqual(await page.heard(), steps.map((step) => `${word} ${step}`));
    await page.keyboard.up("ArrowRight");
    assert.deepEqual(await page.heard(), [`${word} committed ${steps.at(-1)}`]);
    await page.keyboard.press("Home");
    assert.deepEqual(await page.heard(), [`${word} 0`, `${word} committed 0`]);
    const { x, y, width, height } = await slider.boundingBox();
    await page.mouse.move(x + 5, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
    const moved = await page.heard();
    assert.ok(moved.length > 0 && moved.every((line) => !line.includes("committed")), moved.join());
    await page.mouse.up();
    const [committed, ...rest] = await page.heard();
    assert.deepEqual([committed, rest], [moved.at(-1).replace(word, `${word} committed`), []]);
    await leave(page);
  });
}

test("checkbox, toggle and select work by keyboard; options that read the same are told apart (b79)", async () => {
  const page = await visit();
  await page.getByRole("checkbox", { name: "Loud" }).focus();
  await page.keyboard.press("Space");
  await page.getByText("Loud", { exact: true }).click();
  await page.getByRole("button", { name: "Bold" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Bold", pressed: true }).waitFor();
  await page.getByLabel("Who").selectOption({ index: 2 });
  assert.deepEqual(await page.heard(), ["loud true", "loud false", "bold true", "who 2"]);
  assert.equal(await page.getByLabel("Who").evaluate((select) => select.selectedIndex), 2);
  await leave(page);
});

test("a radio group, a date and a colour are chosen as the platform has it (b79)", async () => {
  const page = await visit();
  await page.getByRole("radio", { name: "S", exact: true }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown"); // past the one that cannot be chosen
  await page.getByText("M", { exact: true }).click();
  assert.deepEqual(await page.heard(), ["size M", "size XL", "size M"]);
  const due = page.getByLabel("Due");
  await due.focus();
  await page.keyboard.type("05172027");
  assert.deepEqual(await page.heard(), [], "each digit of a year makes another day");
  await page.keyboard.press("Enter");
  assert.deepEqual(await page.heard(), ["due 2027-05-17"]);
  await due.fill("2031-12-31"); // as the calendar does
  assert.deepEqual(await page.heard(), ["due 2030-01-01"]);
  assert.equal(await due.inputValue(), "2030-01-01");
  await page.getByLabel("Ink").fill("#ff8800");
  assert.deepEqual(await page.heard(), ["ink #ff8800"]);
  await leave(page);
});

test("files are streamed in by pieces; one that is too large is refused in place (b79)", async () => {
  const page = await visit();
  const table = page.getByLabel("Table");
  const file = (name, size) => ({ name, mimeType: "text/csv", buffer: Buffer.alloc(size, 1) });
  await table.setInputFiles([file("é.csv", 2_500_000), file("empty.csv", 0)]);
  await page.getByText("empty.csv text/csv").waitFor();
  assert.deepEqual(await page.heard(), ["é.csv text/csv 2500000 in 3, 2500000", "empty.csv text/csv 0 in 0, 0"]);
  await table.setInputFiles(file("large.csv", 5_000_001));
  await page.getByText("large.csv has 5000001 bytes; there may be 5000000 at most").waitFor();
  assert.equal(await table.inputValue(), "");
  await table.setInputFiles(file("small.csv", 1));
  await page.getByText("small.csv text/csv").waitFor();
  assert.equal(await page.locator(".coracle-file .coracle-error").count(), 0);
  await leave(page);
});

test("one size of an image scales the other; broken bytes are an error in place, and the next image is shown (b83)", async () => {
  const page = await visit();
  const image = page.getByRole("img", { name: "Nothing" });
  const { width, height } = await image.boundingBox();
  assert.deepEqual([width, height], [120, 60]);
  await page.getByRole("button", { name: "Spoil" }).click();
  await page.getByText("these 8 bytes are no image that the browser can show").waitFor();
  assert.equal(await image.count(), 0);
  assert.deepEqual(page.complaints.splice(0), ["coracle [image]: these 8 bytes are no image that the browser can show (Svg)"]);
  await page.getByRole("button", { name: "Mend" }).click();
  await image.waitFor();
  assert.equal(await page.getByText("these 8 bytes").count(), 0);
  assert.equal(await page.evaluate("app.counts().objectUrls"), 1);
  await leave(page);
});

test("json opens where it is pressed, by keyboard too, and is filled only then (b82)", async () => {
  const page = await visit();
  const json = page.locator(".coracle-json");
  assert.equal(await json.locator("details").count(), 3);
  await json.locator("summary", { hasText: "tags" }).press("Enter");
  await json.getByText('"b"').waitFor();
  await json.locator("summary", { hasText: "more" }).click();
  await json.locator("summary", { hasText: "deep" }).waitFor();
  assert.equal(await json.locator("details").count(), 4);
  await leave(page);
});

test("a log follows its end until the reader scrolls away from it, and can be scrolled by keyboard (b84)", async () => {
  const page = await visit();
  const log = page.getByRole("log", { name: "Heard" });
  const isSeen = (text) =>
    log.evaluate((element, text) => {
      const line = [...element.firstChild.children].find(({ textContent }) => textContent === text);
      const { top, bottom } = line.getBoundingClientRect();
      const box = element.getBoundingClientRect();
      return top >= box.top - 1 && bottom <= box.bottom + 1;
    }, text);
  /** Scrolling is smooth: it has begun, and then ended. */
  const standsStill = () =>
    log.evaluate(
      (element) =>
        new Promise((resolve) => {
          let [before, frames] = [element.scrollTop, 0];
          const look = () => {
            frames = element.scrollTop === before ? frames + 1 : 0;
            before = element.scrollTop;
            if (frames < 15) requestAnimationFrame(look);
            else resolve();
          };
          look();
        }),
    );
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  await press("Fill");
  await page.heard();
  assert.ok(await isSeen("filler 99"), "the end is seen");
  await press("Add");
  await page.heard();
  assert.ok(await isSeen("added 1"), "and still is when it grows");
  await log.focus();
  for (let i = 0; i < 3; ++i) await page.keyboard.press("PageUp");
  await standsStill();
  const line = await log.evaluate((element) => {
    const { top } = element.getBoundingClientRect();
    return [...element.firstChild.children].find((line) => line.getBoundingClientRect().top > top + 20).textContent;
  });
  assert.ok(!(await isSeen("added 1")), "the reader has scrolled away");
  await press("Add");
  await press("Fill");
  await page.heard();
  assert.ok(await isSeen(line), "what is being read stays");
  await log.focus();
  await page.keyboard.press("End");
  await standsStill();
  await press("Add");
  await page.heard();
  assert.ok(await isSeen("added 3"), "back at the end it follows again");
  await leave(page);
});

test("quick work shows no loading indicator, longer work does (b46)", async () => {
  const page = await visit();
  const output = page.locator(".coracle-output");
  await page.evaluate(() => {
    globalThis.times = [];
    new MutationObserver(() => times.push(performance.now())).observe(document.querySelector(".coracle-output"), { attributeFilter: ["class"] });
  });
  await page.getByText("worked").waitFor();
  await page.locator(".coracle-output:not(.coracle-loading)").waitFor();
  await page.evaluate("times.length = 0");
  await page.getByRole("button", { name: "Quick" }).click();
  await page.waitForTimeout(400);
  assert.deepEqual(await page.evaluate("times"), []);
  await page.getByRole("button", { name: "Long" }).click();
  await page.locator(".coracle-loading").waitFor();
  assert.equal(await output.getAttribute("aria-busy"), "true");
  await page.locator(".coracle-output:not(.coracle-loading)").waitFor();
  const [shown, hidden] = await page.evaluate("times");
  assert.ok(hidden - shown >= 280, `${hidden - shown} ms`);
  await leave(page);
});

test("the app's own style sheet styles it as the whole one does", async () => {
  const page = await visit();
  const css = await styleSheet();
  const differences = await page.evaluate((css) => {
    // Not the variables: an app has those that it uses, as they are spelt, "0.5rem" or ".5rem"; what uses them tells.
    const textOf = (style) =>
      [...style].filter((name) => !name.startsWith("--")).map((name) => style.getPropertyValue(name)).join();
    const styles = () =>
      [...document.querySelectorAll("#app, #app *")].flatMap((element) =>
        [null, "::before", "::after"].map((pseudo) => `${element.className} ${textOf(getComputedStyle(element, pseudo))}`),
      );
    for (const animation of document.getAnimations()) animation.pause();
    const before = styles();
    document.querySelector("link[rel=stylesheet]").remove();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    for (const animation of document.getAnimations()) animation.pause();
    return styles().filter((text, index) => text !== before[index]);
  }, css);
  assert.deepEqual(differences, []);
  await leave(page);
});
