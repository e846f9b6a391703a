// The JavaScript example of the gallery, and what the npm package does in a page.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { countCreatedElements } from "./created-elements.mjs";
import { javascriptPages } from "./javascript-pages.mjs";

const { at, open, openEmpty } = await javascriptPages("javascript");

for (const [way, press] of [
  ["mouse", (button) => button.click()],
  ["keyboard", (button) => button.press("Enter")],
]) {
  test(`the example works by ${way} and complains of nothing`, async () => {
    const page = await open("/bare/");
    const button = page.getByRole("button", { name: "Press to run calculation" });
    await page.getByText("Calculation did not run yet").waitFor();
    await press(button);
    await page.getByText(/Running \(\d+\/100%\)/).waitFor();
    await page.getByText("Success ✅").waitFor();
    assert.deepEqual(page.complaints, []);
    await page.close();
  });
}

test("101 yields create at most 5 elements", async () => {
  const page = await open("/bare/");
  await page.getByText("Calculation did not run yet").waitFor();
  const createdElements = await countCreatedElements(page);
  await page.getByRole("button").click();
  await page.getByText("Success ✅").waitFor();
  const created = await createdElements();
  assert.ok(created >= 1 && created <= 5, `${created} elements`);
  await page.close();
});

test("what is mounted where something is already is an error, and changes nothing", async () => {
  const page = await openEmpty();
  const seen = await page.evaluate(async () => {
    const place = document.querySelector("#app");
    const mounted = new Row("first").mount("#app");
    let message = "";
    try {
      new Row("second").mount(place);
    } catch (error) {
      message = error.message;
    }
    const before = place.textContent;
    mounted.dispose();
    new Row("third").mount("#app");
    return [message, before, place.textContent];
  });
  assert.deepEqual(seen, ["coracle: there is something mounted in the element already; dispose of that first", "first", "third"]);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("after the module has stopped a mount is an error and leaves the page as it is [b75]", async () => {
  const page = await openEmpty();
  const seen = await page.evaluate(() => {
    const other = document.body.appendChild(document.createElement("div"));
    other.textContent = "the page's own";
    const row = new Row("too late");
    const { insertBefore } = Node.prototype;
    Node.prototype.insertBefore = () => {
      throw new Error("no room");
    };
    new Row("text").mount("#app");
    Node.prototype.insertBefore = insertBefore;
    try {
      row.mount(other);
    } catch (error) {
      return [error.message, other.outerHTML, document.querySelector("#app").textContent];
    }
  });
  assert.equal(seen[0], "coracle: the module has stopped; see the error before this one");
  assert.equal(seen[1], "<div>the page's own</div>");
  assert.match(seen[2], /^This app stopped: .*no room/);
  assert.equal(page.complaints.length, 1);
  await page.close();
});

test("superseding runs finally before the next run; presses never step back [b38, b40]", async () => {
  const page = await openEmpty();
  await page.evaluate(() => {
    globalThis.log = [];
    let run = 0;
    const button = new Button({ label: "Go" });
    const binding = bind(async function* (pressed, { signal }) {
      const number = ++run;
      log.push(`start ${number}`);
      try {
        for (let step = 0; step < 50; step++) {
          await sleep(5, { signal });
          yield `run ${number} step ${step}`;
        }
      } finally {
        log.push(`end ${number}`);
      }
    }, button);
    binding.watch(({ now }) => log.push(Number(now.split(" ")[1])));
    globalThis.mounted = new Row(button, binding).mount("#app");
  });
  const button = page.getByRole("button");
  for (let press = 0; press < 3; press++) {
    await button.click();
    await page.waitForTimeout(60);
  }
  await page.getByText("run 4 step 49").waitFor();
  const log = await page.evaluate("log");
  const numbers = log.filter((entry) => typeof entry === "number");
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
  const ends = log.filter((entry) => typeof entry === "string");
  assert.deepEqual(ends, [1, 2, 3, 4].flatMap((number) => [`start ${number}`, `end ${number}`]));
  const counts = await page.evaluate("mounted.dispose(), mounted.counts()");
  assert.deepEqual([counts.runs, counts.timers, counts.nodes, counts.listeners], [0, 0, 0, 0]);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("errors are shown in the page and once on the console; the rest goes on", async () => {
  const page = await openEmpty();
  await page.evaluate(() => {
    const button = new Button({ label: "Fail" });
    button.onClick(async () => {
      throw new Error("the handler failed");
    });
    new Column(button, bind(async () => missing.x), bind(() => "fine")).mount("#app");
  });
  await page.getByText("ReferenceError: missing is not defined").waitFor();
  await page.getByRole("button", { name: "Fail" }).click();
  await page.getByText("the handler failed").waitFor();
  await page.getByText("fine", { exact: true }).waitFor();
  const complaints = page.complaints.filter((text) => !text.includes("favicon"));
  assert.equal(complaints.length, 2, complaints.join("\n"));
  assert.match(complaints[0], /ReferenceError: missing is not defined/);
  assert.match(complaints[1], /the handler failed/);
  await page.close();
});

test("two mounts of one module, and two modules, live side by side", async () => {
  const page = await openEmpty();
  await page.evaluate(async () => {
    const { load } = await import("./bare/coracle-wasm/index.mjs");
    const other = await load({});
    const element = () => document.body.appendChild(document.createElement("div"));
    const slider = new IntSlider({ label: "A", end: 9 });
    globalThis.first = new Column(slider).mount(element());
    globalThis.second = new Column(slider, bind((value) => `value ${value}`, slider)).mount(element());
    new other.Column(new other.Button({ label: "other" })).mount(element());
  });
  await page.getByLabel("A").first().press("ArrowRight");
  await page.getByText("value 1").waitFor();
  await page.evaluate("first.dispose()");
  await page.getByLabel("A").press("ArrowRight");
  await page.getByText("value 2").waitFor();
  assert.equal(await page.getByRole("button", { name: "other" }).count(), 1);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("messages to a module that failed to render wait for nobody, and what it had begun to listen to is told nothing", async () => {
  writeFileSync(
    at("second-time.mjs"),
    `globalThis.heard = [];
let renders = 0;
export default {
  render({ model, el }) {
    const number = ++renders;
    model.on("msg:custom", (message) => heard.push(number + " " + message));
    if (number === 1) throw new Error("not the first time");
    el.append("rendered");
  },
};`,
  );
  const page = await openEmpty();
  await page.evaluate(() => {
    globalThis.shown = new Module("second-time.mjs");
    new Column(shown, bind((on) => (on ? shown : ""), (globalThis.again = new Checkbox({ label: "Again" })))).mount("#app");
  });
  await page.locator(".coracle-error", { hasText: "not the first time" }).first().waitFor();
  await page.evaluate(() => [1, 2, 3].forEach((number) => shown.send(`early ${number}`)));
  await page.evaluate("void (again.value = true)");
  await page.getByText("rendered", { exact: true }).waitFor();
  await page.evaluate("shown.send('late')");
  await page.waitForFunction(() => heard.includes("2 late"));
  assert.deepEqual(await page.evaluate("heard"), ["2 late"]);
  await page.close();
});

test("a Module of the package is shown, set, saved from, and exchanges messages and bytes", async () => {
  writeFileSync(
    at("counter.mjs"),
    `export default {
  render({ model, el }) {
    const button = document.createElement("button");
    const label = () => (button.textContent = "count is " + model.get("value").count);
    label();
    button.onclick = () => {
      model.set("value", { count: model.get("value").count + 1, bytes: new Uint8Array([7, 8]) });
      model.save_changes();
      model.send({ clicked: true, bytes: new Uint8Array([1, 250]) });
      model.send("twice");
      model.send("twice");
    };
    model.on("change:value", label);
    model.on("msg:custom", (message) => el.append(" told " + message.text + message.bytes.getUint8(1)));
    el.append(button);
  },
};`,
  );
  const page = await openEmpty();
  await page.evaluate(() => {
    globalThis.heard = [];
    globalThis.counter = new Module("counter.mjs", { value: { count: 1 } });
    counter.onMessage(async (message, { signal }) => {
      heard.push([message.clicked ? [...message.bytes] : message, signal.aborted]);
    });
    new Column(counter, bind((value) => `value ${value.count}`, counter.parameter("value"))).mount("#app");
  });
  await page.getByRole("button", { name: "count is 1" }).click();
  await page.getByText("value 2").waitFor();
  assert.deepEqual(await page.evaluate("[...counter.get('value').bytes]"), [7, 8]);
  await page.evaluate(() => {
    counter.set("value", { count: 40 });
    counter.send({ text: "it ", bytes: new Uint8Array([1, 2]) });
  });
  await page.getByRole("button", { name: "count is 40" }).waitFor();
  await page.getByText("told it 2").waitFor();
  assert.deepEqual(await page.evaluate("heard"), [[[1, 250], false], ["twice", false], ["twice", false]]);
  assert.deepEqual(page.complaints, []);
  await page.close();
});
