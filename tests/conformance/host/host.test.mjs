// The host around the decoder: events, time, errors, object URLs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hostPage } from "./page.mjs";

const { run } = await hostPage("host");

const inPage = async (f, argument) => {
  const { result, complaints } = await run(f, argument);
  assert.deepEqual(complaints, []);
  return result;
};


test("an event goes to the nearest node with a number", async () => {
  const calls = await inPage(({ createTestHost, Stream }) => {
    const { root, commit, calls } = createTestHost();
    const shape = "<div><button hole><i>a</i></button><u>b</u></div>";
    commit(new Stream().listen(1).template(1, shape, 1).instance(1, 2).place(1, 2).end());
    root.querySelector("i").click();
    root.querySelector("u").click();
    root.click();
    return calls.map(([, id, kind, value]) => [id, kind, String(value)]);
  });
  assert.deepEqual(calls, [[3, 1, "NaN"], [2, 1, "NaN"], [1, 1, "NaN"]]);
});

test("controls report their value: numbers, checks and text of any Unicode", async () => {
  const texts = ["plain", "", "Grüße 日本 👩‍👩‍👧", "\ud800 alone", "x".repeat(100_000)];
  const seen = await inPage(({ createTestHost, Stream }, texts) => {
    const { root, commit, calls, texts: heard } = createTestHost();
    const shape =
      "<p><input hole type=range max=9><input hole type=checkbox><input hole><select hole><option>a<option>b</select></p>";
    commit(new Stream().listen(2).listen(3).template(1, shape, 4).instance(1, 2).place(1, 2).end());
    const [range, check, field, select] = root.querySelectorAll("input, select");
    const fire = (control, type) => control.dispatchEvent(new Event(type, { bubbles: true }));
    range.value = "7";
    fire(range, "input");
    check.checked = true;
    fire(check, "change");
    select.value = "b";
    fire(select, "change");
    for (const text of texts) {
      field.value = text;
      fire(field, "input");
    }
    return { calls: calls.slice(0, 3).map(([, id, kind, value]) => [id, kind, String(value)]), heard };
  }, texts);
  assert.deepEqual(seen.calls, [[3, 2, "7"], [4, 3, "1"], [6, 3, "1"]]);
  assert.deepEqual(seen.heard.slice(2), ["b", ...texts.map((text) => text.toWellFormed?.() ?? text.replace("\ud800", "\ufffd"))]);
});

test("keys report their name and what is held with them", async () => {
  const seen = await inPage(({ createTestHost, Stream }) => {
    const { root, commit, calls, texts } = createTestHost();
    commit(new Stream().listen(4).template(1, "<input>", 0).instance(1, 2).place(1, 2).end());
    const held = { shiftKey: true, altKey: true, repeat: true, isComposing: true };
    root.firstChild.dispatchEvent(new KeyboardEvent("keydown", { key: "Ä", bubbles: true, ...held }));
    return [calls[0][4], texts[0]];
  });
  assert.deepEqual(seen, [1 | 4 | 16 | 32, "Ä"]);
});

test("events that do not bubble are heard", async () => {
  const seen = await inPage(({ createTestHost, Stream }) => {
    const { root, commit, calls } = createTestHost();
    const stream = new Stream().template(1, "<details><summary>a</summary></details>", 0);
    commit(stream.listen(12).listen(14).instance(1, 2).place(1, 2).end());
    for (const type of ["toggle", "scroll"]) root.firstChild.dispatchEvent(new Event(type));
    return calls.map(([, id, kind]) => [id, kind]);
  });
  assert.deepEqual(seen, [[2, 12], [2, 14]]);
});

test("what scrolls tells how far it is scrolled, of 1", async () => {
  const seen = await inPage(({ createTestHost, Stream }) => {
    const { root, commit, calls } = createTestHost();
    const stream = new Stream().template(1, "<div><p></p></div>", 0);
    commit(stream.listen(14).instance(1, 2).place(1, 2).end());
    const scroller = root.firstChild;
    scroller.style.cssText = "height: 100px; overflow: auto";
    scroller.firstChild.style.cssText = "height: 300px; margin: 0";
    for (const top of [50, 1000, 0]) {
      scroller.scrollTop = top;
      scroller.dispatchEvent(new Event("scroll"));
    }
    return calls.map(([, , , number]) => number);
  });
  assert.deepEqual(seen, [0.25, 1, 0]);
});

test("an element keeps keys to itself, alone or with Control, and what gets the focus comes just into sight", async () => {
  const seen = await inPage(({ createTestHost, Stream }) => {
    const { root, commit } = createTestHost();
    const stream = new Stream().listen(4).template(1, `<div><p></p><b tabindex="0" hole>a</b><p></p></div>`, 1);
    commit(stream.instance(1, 2).place(1, 2).end());
    const [scroller, target] = [root.firstChild, root.querySelector("b")];
    scroller.style.cssText = "height: 100px; overflow: auto; line-height: 20px; scroll-padding-top: 30px";
    for (const space of scroller.querySelectorAll("p")) space.style.cssText = "height: 300px; margin: 0";
    target.style.cssText = "display: block";
    target.keys = "Home,Control+End";
    const kept = ["Home", "End"].flatMap((key) =>
      [{}, { ctrlKey: true }, { metaKey: true }].map((held) => !target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held }))),
    );
    const tops = [];
    for (const from of [0, 600, 230]) {
      scroller.scrollTop = from;
      target.blur();
      commit(new Stream().focus(3).end());
      tops.push(scroller.scrollTop);
    }
    return { kept, tops, focused: document.activeElement === target };
  });
  assert.deepEqual(seen, { kept: [true, false, false, false, true, false], tops: [220, 270, 230], focused: true });
});

test("submitting a form does not leave the page", async () => {
  const prevented = await inPage(({ createTestHost, Stream }) => {
    const { root, commit, calls } = createTestHost();
    commit(new Stream().listen(13).template(1, "<form><button>a</button></form>", 0).instance(1, 2).place(1, 2).end());
    root.querySelector("button").click();
    return calls.length;
  });
  assert.equal(prevented, 1);
});

test("events that a commit causes are delivered after it, and not to freed nodes", async () => {
  const seen = await inPage(({ createTestHost, Stream }) => {
    // Says so in the middle of a commit, when it comes into the page and when it leaves it.
    class Teller extends HTMLElement {
      connectedCallback() {
        this.dispatchEvent(new Event("input", { bubbles: true }));
      }
      disconnectedCallback() {
        this.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
    customElements.define("x-teller", Teller);
    const log = [];
    const test = createTestHost({
      _coracle_event: (id, kind) => log.push(`${kind} on ${id}, ${test.root.childElementCount} shown`),
      _coracle_frame: () => {
        // The number is taken again: what the first one told is not for the second.
        const stream = new Stream().instance(1, 2).place(1, 2).remove(2).free(2);
        test.commit(stream.instance(1, 2).instance(2, 3).place(1, 2).place(1, 3).end());
        log.push("returned");
      },
    });
    const { commit, host } = test;
    commit(new Stream().listen(2).listen(3).template(1, "<x-teller></x-teller>", 0).template(2, "<hr>", 0).end());
    host.frame();
    host.flush();
    return log;
  });
  assert.deepEqual(seen, ["returned", "2 on 2, 2 shown"]);
});

test("two hosts on a page, one inside the other, each hear their own nodes", async () => {
  const seen = await inPage(({ createTestHost, Stream }) => {
    const outer = createTestHost();
    const inner = createTestHost();
    for (const { commit } of [outer, inner]) {
      commit(new Stream().listen(1).template(1, "<p><b hole></b></p>", 1).instance(1, 2).place(1, 2).end());
    }
    outer.root.querySelector("p").append(inner.root);
    inner.root.querySelector("b").click();
    inner.host.dispose();
    outer.root.querySelector("b").click();
    return [outer.calls.map((call) => call[1]), inner.calls.map((call) => call[1])];
  });
  assert.deepEqual(seen, [[2, 3], [3]]);
});

test("what leaves the module as an exception stops it, shows in its root, and nowhere else", async () => {
  const seen = await inPage(async ({ createTestHost, Stream }) => {
    const traps = ["turn", "wake", "frame", "event"];
    const shown = [];
    const other = createTestHost();
    for (const where of traps) {
      const trap = () => {
        throw new WebAssembly.RuntimeError("unreachable");
      };
      const { host, root, stops, commit, calls } = createTestHost({ [`_coracle_${where}`]: trap });
      commit(new Stream().listen(1).template(1, "<button>b</button>", 0).instance(1, 2).place(1, 2).end());
      const button = root.firstChild;
      if (where === "event") button.click();
      else host[where](0);
      await new Promise((resolve) => setTimeout(resolve, 150));
      button.click();
      for (const ask of ["turn", "wake", "frame"]) host[ask](0);
      await new Promise((resolve) => setTimeout(resolve, 30));
      shown.push([stops.join(), root.querySelector("[role=alert]").textContent, calls.length]);
    }
    other.host.turn();
    await new Promise((resolve) => setTimeout(resolve, 30));
    return { shown, other: [other.calls.length, other.stops.length] };
  });
  for (const entry of seen.shown) assert.deepEqual(entry, ["unreachable", "This app stopped: unreachable", 0]);
  assert.deepEqual(seen.other, [1, 0]);
});

test("bytes of a message whose module is gone by then do not wait for the next message", async () => {
  const seen = await inPage(async ({ createTestHost, Stream, ModulePart }) => {
    const rooms = [];
    const answers = {
      render({ model, el }) {
        model.on("change:value", () => model.send({ bytes: new Uint8Array(model.get("value")) }));
        el.textContent = "there";
      },
    };
    const { host, root, calls, commit } = createTestHost(
      { _coracle_message_bytes: (size) => (rooms.push(size), 40000) },
      { answers: async () => ({ default: answers }) },
    );
    const show = JSON.stringify({ model: 1, url: "coracle:answers", state: { value: 1 } });
    const update = (value) => JSON.stringify({ state: { value } });
    commit(new Stream().template(1, "<p></p>", 0).instance(1, 2).place(1, 2).tellModule(2, ModulePart.show, show, 0).end());
    for (let turn = 0; turn < 100 && root.textContent !== "there"; ++turn) await new Promise((resolve) => setTimeout(resolve));
    host.enter(() => commit(new Stream().tellModule(2, ModulePart.update, update(7), 0).end()));
    host.enter(() => commit(new Stream().tellModule(2, ModulePart.update, update(9), 0).remove(2).free(2).end()));
    return { rooms, targets: calls.map(([, id]) => id) };
  });
  assert.deepEqual(seen, { rooms: [7], targets: [2] });
});

test("a malformed patch stops the module and shows why", async () => {
  const seen = await inPage(({ createTestHost, Stream }) => {
    const test = createTestHost({
      _coracle_frame: () => test.commit(new Stream().setText(1, "half").setText(99, "x").end()),
    });
    test.host.frame();
    test.host.flush();
    return [test.stops, test.root.textContent];
  });
  const message = "patch: there is no node 99 (text at word 2)";
  assert.deepEqual(seen, [[message], `This app stopped: ${message}`]);
});

test("what the root contained stays until the first commit, and when there is none", async () => {
  const seen = await inPage(({ createTestHost, Stream }) => {
    const { root, commit } = createTestHost();
    root.append("before");
    const other = createTestHost();
    other.root.append("before");
    other.host.enter(() => {
      throw new Error("broken");
    });
    commit(new Stream().template(1, "now", 0).instance(1, 2).place(1, 2).end());
    return [root.textContent, other.root.textContent];
  });
  assert.deepEqual(seen, ["now", "beforeThis app stopped: broken"]);
});

test("a report reaches the console with code, message and origin", async () => {
  const { complaints } = await run(async ({ createHost }) => {
    const host = createHost({ onStop() {} });
    const memory = new WebAssembly.Memory({ initial: 1 });
    host.attach({}, memory);
    const report = { code: "http", message: "GET images/99.jpg: 404", origin: "bind" };
    const bytes = new TextEncoder().encode(JSON.stringify(report));
    new Uint8Array(memory.buffer).set(bytes, 8);
    host.report(8, bytes.length);
  });
  assert.deepEqual(complaints, ["coracle [http]: GET images/99.jpg: 404 (bind)"]);
});

test("turns come in tasks of their own, a wake-up once, a frame once however often asked for", async () => {
  const seen = await inPage(async ({ createTestHost }) => {
    const { host, calls } = createTestHost();
    const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
    host.turn();
    await Promise.resolve();
    const before = calls.length;
    await wait(20);
    host.wake(10_000_000_000);
    await wait(20);
    const early = calls.length;
    host.wake(20);
    host.wake(10);
    await wait(60);
    host.wake(10);
    host.wake(-1);
    await wait(40);
    host.frame();
    host.frame();
    await wait(160);
    return { before, early, names: calls.map(([name]) => name) };
  });
  assert.deepEqual(seen, { before: 0, early: 1, names: ["turn", "wake", "frame"] });
});

test("a frame comes where animation frames do not", async () => {
  const seen = await inPage(async ({ createTestHost }) => {
    const { host, calls } = createTestHost();
    const request = globalThis.requestAnimationFrame;
    globalThis.requestAnimationFrame = () => 1;
    try {
      host.frame();
      await new Promise((resolve) => setTimeout(resolve, 200));
    } finally {
      globalThis.requestAnimationFrame = request;
    }
    return calls.length;
  });
  assert.equal(seen, 1);
});

test("an image's next bytes replace the last ones, whose URL goes once the new are loaded", async () => {
  const seen = await inPage(async ({ createTestHost, Stream }) => {
    const { host, root, commit, memory } = createTestHost();
    const canvas = document.createElement("canvas");
    const draw = async (color) => {
      const context = canvas.getContext("2d");
      context.fillStyle = color;
      context.fillRect(0, 0, 300, 150);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve));
      return new Uint8Array(await blob.arrayBuffer());
    };
    const stream = new Stream().name(1, "src").name(2, "image/png").template(1, "<img>", 0);
    commit(stream.instance(1, 2).place(1, 2).end());
    const image = root.firstChild;
    const drawn = { red: await draw("red"), green: await draw("green"), blue: await draw("blue") };
    const show = (color) => {
      const bytes = drawn[color];
      new Uint8Array(memory.buffer).set(bytes, 40_000);
      commit(new Stream().objectUrl(2, 1, 2, 40_000, bytes.length).end());
      // The bytes were copied: the module may reuse their memory at once.
      new Uint8Array(memory.buffer).fill(0, 40_000, 40_000 + bytes.length);
      return host.counts().objectUrls;
    };
    const loaded = () => new Promise((resolve, reject) => ((image.onload = resolve), (image.onerror = reject)));
    const counts = [show("red")];
    await loaded();
    counts.push(show("green"), show("blue"));
    await loaded();
    counts.push(host.counts().objectUrls);
    const width = image.naturalWidth;
    commit(new Stream().remove(2).free(2).end());
    counts.push(host.counts().objectUrls);
    return { counts, width };
  });
  assert.deepEqual(seen, { counts: [1, 2, 3, 1, 0], width: 300 });
});

test("an image that goes from bytes to an address or to nothing lets go of the bytes", async () => {
  const seen = await inPage(async ({ createTestHost, Stream }) => {
    const { host, root, commit, memory } = createTestHost();
    const stream = new Stream().name(1, "src").name(2, "image/svg+xml").template(1, "<img>", 0);
    commit(stream.instance(1, 2).place(1, 2).end());
    const image = root.firstChild;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"/>`;
    const bytes = new TextEncoder().encode(svg);
    new Uint8Array(memory.buffer).set(bytes, 40_000);
    const loaded = () => new Promise((resolve) => image.addEventListener("load", resolve, { once: true }));
    const counts = [];
    const show = async (size) => {
      commit(new Stream().objectUrl(2, 1, 2, 40_000, size).end());
      if (size > 0) await loaded();
      counts.push(host.counts().objectUrls);
    };
    await show(bytes.length);
    commit(new Stream().attribute(2, 1, `data:image/svg+xml,${encodeURIComponent(svg)}`).end());
    counts.push(`${host.counts().objectUrls} until the other is there, ${image.naturalWidth} wide`);
    await loaded();
    counts.push(host.counts().objectUrls);
    await show(bytes.length);
    await show(0);
    await show(bytes.length);
    return { counts, source: image.src.slice(0, 5) };
  });
  assert.deepEqual(seen, { counts: [1, "1 until the other is there, 20 wide", 0, 1, 0, 1], source: "blob:" });
});

test("a form's reset is heard by the controls of each root once, and by none once the root is gone", async () => {
  const seen = await inPage(async ({ createTestHost, Stream }) => {
    const form = document.body.appendChild(document.createElement("form"));
    const tests = [createTestHost(), createTestHost()];
    for (const { host, root, commit } of tests) {
      form.append(root);
      host.hearResets();
      commit(new Stream().listen(3).template(1, "<input>", 0).instance(1, 2).place(1, 2).end());
    }
    const own = form.appendChild(document.createElement("input"));
    const heard = [];
    document.addEventListener("change", ({ target }) => heard.push(target === own ? "own" : tests.findIndex(({ root }) => root.contains(target))));
    const reset = async () => {
      form.reset();
      await new Promise((resolve) => setTimeout(resolve, 10));
      return heard.splice(0);
    };
    const both = await reset();
    const last = tests.map(({ calls }) => calls.length);
    tests[0].host.release(tests[0].root);
    const afterOne = await reset();
    tests[1].host.dispose();
    // Something of the page's own takes its place.
    tests[1].root.className = "coracle";
    tests[1].root.append(document.createElement("input"));
    return { both, last, afterOne, afterAll: await reset() };
  });
  assert.deepEqual(seen, { both: [0, 1], last: [1, 1], afterOne: [1], afterAll: [] });
});

test("disposing lets go of listeners, timers, object URLs and what was shown", async () => {
  const seen = await inPage(async ({ createTestHost, Stream }) => {
    const { host, root, commit, calls } = createTestHost();
    const stream = new Stream().name(1, "src").name(2, "image/png").template(1, "<img>", 0);
    commit(stream.instance(1, 2).place(1, 2).listen(1).objectUrl(2, 1, 2, 0, 8).end());
    const before = host.counts();
    host.turn();
    host.wake(0);
    host.frame();
    host.dispose();
    host.turn();
    root.click();
    await new Promise((resolve) => setTimeout(resolve, 150));
    return { before, after: host.counts(), calls, html: root.innerHTML };
  });
  assert.deepEqual(seen, {
    before: { hostNodes: 2, listeners: 1, objectUrls: 1 },
    after: { hostNodes: 0, listeners: 0, objectUrls: 0 },
    calls: [],
    html: "",
  });
});
