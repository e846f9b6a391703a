// The decoder of patches: every operation, and that a stream it cannot trust does no silent harm.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hostPage } from "./page.mjs";

const { run } = await hostPage("patch");

/** Runs in the page and expects nothing on the console. */
const inPage = async (f, argument) => {
  const { result, complaints } = await run(f, argument);
  assert.deepEqual(complaints, []);
  return result;
};

test("a template is cloned and its holes are numbered in document order", async () => {
  const html = await inPage(({ createPage, Stream }) => {
    const { apply, root } = createPage();
    const shape = "<table><tbody><tr><td hole> </td><td><b> </b><i></i></td></tr></tbody></table>";
    apply(
      new Stream()
        .template(7, shape, 3)
        .instance(7, 10)
        .setText(11, "first")
        .setText(13, "third")
        .place(1, 10)
        .end(),
    );
    // The first hole's text replaced the second hole, which was inside it.
    return root.innerHTML;
  });
  assert.equal(
    html,
    "<table><tbody><tr><td>first</td><td><b>third</b><i></i></td></tr></tbody></table>",
  );
});

test("holes are found at any depth, after any way up and across", async () => {
  const result = await inPage(({ createPage, Stream }) => {
    const { apply, root } = createPage();
    const shape =
      "<div>x<p><u><a hole></a></u>y<b> </b></p><hr><hr hole><ul><li></li><li><i>z</i><i> </i></li></ul> </div>";
    const stream = new Stream().name(1, "id").template(1, shape, 5).instance(1, 2).place(1, 2);
    stream.attribute(3, 1, "a").setText(4, "b").attribute(5, 1, "c").setText(6, "d").setText(7, "e");
    apply(stream.end());
    return root.innerHTML;
  });
  assert.equal(
    result,
    '<div>x<p><u><a id="a"></a></u>y<b>b</b></p><hr><hr id="c">' +
      "<ul><li></li><li><i>z</i><i>d</i></li></ul>e</div>",
  );
});

test("a root is never a hole, also when it is a lone space or carries the mark", async () => {
  const html = await inPage(({ createPage, Stream }) => {
    const { apply, root } = createPage();
    const stream = new Stream().template(1, " ", 0).template(2, "<p hole></p>", 0);
    apply(stream.instance(1, 2).setText(2, "text").place(1, 2).instance(2, 3).place(1, 3).end());
    return root.innerHTML;
  });
  assert.equal(html, "text<p></p>");
});

test("a table row is a template like any other", async () => {
  const html = await inPage(({ createPage, Stream }) => {
    const { apply, root } = createPage();
    const stream = new Stream().template(1, "<table></table>", 0).template(2, "<tr><td> </td></tr>", 1);
    stream.instance(1, 2).place(1, 2);
    for (const row of [0, 1]) stream.instance(2, 3 + 2 * row).setInteger(4 + 2 * row, row).place(2, 3 + 2 * row);
    apply(stream.end());
    return root.innerHTML;
  });
  assert.equal(html, "<table><tr><td>0</td></tr><tr><td>1</td></tr></table>");
});

test("numbers arrive raw and are formatted by JavaScript", async () => {
  const numbers = [0, -1, 2147483647, -2147483648];
  const doubles = [0.1, -0, 1e21, 1 / 3, 5e-324, Infinity];
  const texts = await inPage(
    ({ createPage, Stream }, [numbers, doubles]) => {
      const { apply, root } = createPage();
      const texts = [];
      for (const value of numbers) {
        apply(new Stream().setInteger(1, value).end());
        texts.push(root.textContent);
      }
      for (const value of doubles) {
        apply(new Stream().setNumber(1, value ?? Infinity).end());
        texts.push(root.textContent);
      }
      return texts;
    },
    [numbers, doubles],
  );
  assert.deepEqual(texts, [...numbers, ...doubles].map(String));
});

test("attributes, properties, classes and styles are set and taken away", async () => {
  const seen = await inPage(({ createPage, Stream }) => {
    const { apply, root } = createPage();
    const names = ["title", "disabled", "maxLength", "valueAsNumber", "value", "wide", "--hue", "color"];
    const stream = new Stream().template(1, "<input type=number>", 0).instance(1, 2).place(1, 2);
    names.forEach((name, index) => stream.name(index + 1, name));
    stream.attribute(2, 1, "tip").boolProperty(2, 2, true).integerProperty(2, 3, -0 + 7);
    stream.numberProperty(2, 4, 2.5).classOn(2, 6).style(2, 7, "120").style(2, 8, "red");
    apply(stream.end());
    const input = root.firstChild;
    const first = [input.outerHTML, input.disabled, input.maxLength, input.value];
    apply(
      new Stream()
        .removeAttribute(2, 1)
        .boolProperty(2, 2, false)
        .stringProperty(2, 5, "3")
        .classOff(2, 6)
        .style(2, 8, "")
        .end(),
    );
    return { first, second: [input.outerHTML, input.disabled, input.value] };
  });
  assert.deepEqual(seen.first, [
    '<input type="number" title="tip" disabled="" maxlength="7" class="wide" style="--hue: 120; color: red;">',
    true,
    7,
    "2.5",
  ]);
  assert.deepEqual(seen.second, [
    '<input type="number" maxlength="7" class="" style="--hue: 120;">',
    false,
    "3",
  ]);
});

test("setting the text a field has already leaves its caret alone", async () => {
  const carets = await inPage(({ createPage, Stream }) => {
    const { apply, root } = createPage();
    const stream = new Stream().name(1, "value").template(1, "<input>", 0).instance(1, 2).place(1, 2);
    apply(stream.stringProperty(2, 1, "abcdef").focus(2).end());
    const input = root.firstChild;
    input.setSelectionRange(2, 4);
    apply(new Stream().stringProperty(2, 1, "abcdef").end());
    return [document.activeElement === input, input.selectionStart, input.selectionEnd];
  });
  assert.deepEqual(carets, [true, 2, 4]);
});

test("nodes are placed, moved with their focus, removed and placed again", async () => {
  const steps = await inPage(({ createPage, Stream }) => {
    const { apply, root } = createPage();
    const order = () => root.textContent;
    const stream = new Stream().template(1, "<button> </button>", 1);
    for (const [index, letter] of [..."abc"].entries()) {
      stream.instance(1, 2 + 2 * index).setText(3 + 2 * index, letter).place(1, 2 + 2 * index);
    }
    apply(stream.end());
    const steps = [order()];
    root.lastChild.focus();
    apply(new Stream().move(1, 6, 2).end());
    const kept = !("moveBefore" in Element.prototype) || document.activeElement.textContent === "c";
    steps.push(order(), kept);
    apply(new Stream().remove(2).end());
    steps.push(order());
    apply(new Stream().place(1, 2, 4).end());
    steps.push(order());
    apply(new Stream().clear(1).end());
    steps.push(order());
    return steps;
  });
  assert.deepEqual(steps, ["abc", "cab", true, "cb", "cab", ""]);
});

test("a freed number may be used again, in the same patch too", async () => {
  const seen = await inPage(({ createPage, Stream }) => {
    const { apply, root, patcher } = createPage();
    const stream = new Stream().template(1, "<p> </p>", 1).instance(1, 2).place(1, 2);
    apply(stream.setText(3, "old").end());
    const old = root.firstChild;
    apply(new Stream().remove(2).free(2, 2).instance(1, 2).setText(3, "new").place(1, 2).end());
    return [root.innerHTML, patcher.idOf(old), patcher.idOf(root.firstChild), patcher.nodeCount()];
  });
  assert.deepEqual(seen, ["<p>new</p>", 0, 2, 3]);
});

test("text of any Unicode comes through whole, and stays text", async () => {
  const texts = ["<b>&amp;</b>", "\ufeffbom", "日本語", "👩‍👩‍👧 𝄞", "\u0000\u0001", "é".repeat(70000), ""];
  const seen = await inPage(({ createPage, Stream }, texts) => {
    const { apply, root } = createPage();
    const stream = new Stream().template(1, "<p> </p>", 1);
    texts.forEach((text, index) => {
      stream.instance(1, 2 + 2 * index).setText(3 + 2 * index, text).place(1, 2 + 2 * index);
    });
    apply(stream.end());
    return [...root.children].map((child) => child.textContent);
  }, texts);
  assert.deepEqual(seen, texts);
});

test("what is no UTF-8 becomes U+FFFD, one for each maximal part", async () => {
  const text = await inPage(({ createPage, Op }) => {
    const { patcher, root, memory } = createPage();
    const bytes = [0x61, 0xff, 0xc3, 0x62, 0xed, 0xa0, 0x80];
    new Uint8Array(memory.buffer, 64).set(bytes);
    new Uint32Array(memory.buffer, 0, 3).set([Op.text | (1 << 8), 7, Op.end]);
    patcher.apply(memory, 0, 3, 64, bytes.length);
    return root.textContent;
  });
  assert.equal(text, "a\ufffd\ufffdb\ufffd\ufffd\ufffd");
});

test("an empty commit does nothing", async () => {
  const html = await inPage(({ createPage, Stream }) => {
    const { apply, root } = createPage();
    apply(new Stream().end());
    return root.outerHTML;
  });
  assert.equal(html, "<div></div>");
});

test("a commit of 100 000 operations", async () => {
  const seen = await inPage(({ createPage, Stream }) => {
    const { apply, root, patcher } = createPage();
    const stream = new Stream().template(1, "<p> </p>", 1);
    for (let row = 0; row < 33_333; ++row) {
      stream.instance(1, 2 + 2 * row).setText(3 + 2 * row, `row ${row}`).place(1, 2 + 2 * row);
    }
    apply(stream.end());
    return [root.childElementCount, root.lastChild.textContent, patcher.nodeCount()];
  });
  assert.deepEqual(seen, [33_333, "row 33332", 66_667]);
});

test("memory that grew between two commits is read where it is now", async () => {
  const text = await inPage(({ createPage, Stream }) => {
    const { apply, root, memory } = createPage();
    apply(new Stream().setText(1, "before").end());
    const former = memory.buffer;
    memory.grow(3);
    apply(new Stream().setText(1, "after").end());
    return [root.textContent, former.byteLength];
  });
  assert.deepEqual(text, ["after", 0]);
});

test("memory that grows while a commit is applied does not cut it short [b96]", async () => {
  const seen = await inPage(async ({ createPage, Stream }) => {
    const { apply, root, memory, urls } = createPage();
    customElements.define("growing-memory", class extends HTMLElement {
      connectedCallback() {
        memory.grow(1);
      }
    });
    const make = URL.createObjectURL;
    let image;
    URL.createObjectURL = (blob) => make((image = blob));
    new Uint8Array(memory.buffer, 40_000, 3).set([1, 2, 3]);
    const stream = new Stream().name(1, "src").name(2, "image/png");
    stream.template(1, "<growing-memory><i> </i><img hole></growing-memory>", 2);
    apply(stream.instance(1, 2).place(1, 2).setText(3, "after").objectUrl(4, 1, 2, 40_000, 3).end());
    URL.createObjectURL = make;
    urls.freeAll();
    return [memory.buffer.byteLength / 65536, root.textContent, [...new Uint8Array(await image.arrayBuffer())]];
  });
  assert.deepEqual(seen, [2, "after", [1, 2, 3]]);
});

const malformed = {
  "no end": [(s) => s.setText(1, "a"), { offset: 0, op: "text", reason: "the stream has no end" }],
  "nothing at all": [(s) => s, { offset: 0, reason: "the stream has no end" }],
  "words after the end": [(s) => s.end().raw(0), { offset: 0, op: "end", reason: "words follow the end" }],
  "an operand cut off": [(s) => s.setText(1, "a").raw(4 | (1 << 8)), { offset: 2, op: "text" }],
  "an unknown operation": [(s) => s.raw(200).end(), { offset: 0, op: "operation 200" }],
  "an unknown node": [(s) => s.setText(1, "a").setText(9, "b").end(), { offset: 2, op: "text" }],
  "node 0": [(s) => s.setText(0, "b").end(), { op: "text", reason: "there is no node 0" }],
  "an unknown name": [(s) => s.attribute(1, 5, "b").end(), { op: "attribute" }],
  "an unknown template": [(s) => s.instance(5, 2).end(), { op: "instance" }],
  "an unknown event kind": [(s) => s.listen(99).end(), { op: "listen" }],
  "a node in use": [(s) => s.template(1, "<p></p>", 0).instance(1, 1).end(), { op: "instance" }],
  "a node out of range": [
    (s) => s.template(1, "<p></p>", 0).instance(1, 0x1000000).end(),
    { op: "instance", reason: "node 16777216 is out of range" },
  ],
  "a wrong hole count": [
    (s) => s.template(1, "<p> </p>", 2).end(),
    { op: "define_template", reason: "the template has 1 holes, not 2" },
  ],
  "two roots": [(s) => s.template(1, "<p></p><p></p>", 0).end(), { op: "define_template" }],
  "no root": [(s) => s.template(1, "", 0).end(), { op: "define_template" }],
  "too little text": [(s) => s.raw(4 | (1 << 8), 3).end(), { reason: "the text is too short" }],
  "too much text": [(s) => Object.assign(s.end(), { text: "a" }), { reason: "text is left over" }],
  "a child of text": [
    (s) => s.template(1, " ", 0).instance(1, 2).instance(1, 3).place(2, 3).end(),
    { op: "place" },
  ],
  "an attribute of text": [
    (s) => s.name(1, "id").template(1, " ", 0).instance(1, 2).attribute(2, 1, "a").end(),
    { op: "attribute" },
  ],
  "its own ancestor": [(s) => s.template(1, "<p></p>", 0).instance(1, 2).place(2, 2).end(), { op: "place" }],
  "before a stranger": [
    (s) => s.template(1, "<p></p>", 0).instance(1, 2).instance(1, 3).place(1, 2, 3).end(),
    { op: "place" },
  ],
  "a class with a space": [(s) => s.name(1, "a b").classOn(1, 1).end(), { op: "class_on" }],
  "freed twice": [(s) => s.template(1, "<p></p>", 0).instance(1, 2).free(2).free(2).end(), { op: "free" }],
  "more freed than there are": [(s) => s.template(1, "<p></p>", 0).instance(1, 2).free(2, 1000).end(), { op: "free" }],
  "bytes out of memory": [
    (s) => s.name(1, "src").name(2, "image/png").objectUrl(1, 1, 2, 65000, 65000).end(),
    { op: "object_url" },
  ],
  "a module with more bytes than there are words": [
    (s) => s.tellModule(1, 0, "{}", 0xffffffff).end(),
    { op: "module" },
  ],
};
for (const [hazard, [write, expected]] of Object.entries(malformed)) {
  test(`malformed: ${hazard} is an error that says where`, async () => {
    const failure = await inPage(
      `({ createPage, Stream }) => createPage().failure((${write})(new Stream()))`,
    );
    assert.ok(failure, "it was taken");
    for (const [key, value] of Object.entries(expected)) assert.equal(failure[key], value);
    assert.ok(failure.reason);
  });
}

test("a stream out of bounds or askew in memory is an error, not a crash", async () => {
  const failures = await inPage(({ createPage, PatchError }) => {
    const { patcher, memory } = createPage();
    const places = [[2, 1, 0, 0], [65536, 1, 0, 0], [0, 0xffffffff, 0, 0], [0, 1, 65530, 100], [-4, 1, 0, 0]];
    return places.map((place) => {
      try {
        patcher.apply(memory, ...place);
      } catch (error) {
        return error instanceof PatchError;
      }
      return "taken";
    });
  });
  assert.deepEqual(failures, [true, true, true, true, true]);
});

test("10 000 random streams neither hang nor throw anything but PatchError", async () => {
  const { result } = await run(({ createPage, Stream }) => {
    let seed = 12345;
    const random = (limit) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * limit);
    };
    const outcome = { taken: 0, refused: 0 };
    const prelude = () => {
      const page = createPage();
      const stream = new Stream().template(1, "<p> <b hole></b></p>", 2).template(2, " ", 0);
      ["title", "hidden", "a b", "", "text/plain"].forEach((name, index) => stream.name(index + 1, name));
      page.apply(stream.instance(1, 2).instance(2, 5).place(1, 2).end());
      return page;
    };
    let page = prelude();
    for (let round = 0; round < 10_000; ++round) {
      const words = [];
      for (let count = random(12); count; --count) {
        const small = random(4) ? random(8) : random(2 ** 32);
        const op = random(10) ? random(25) : random(256);
        words.push(random(3) ? (op | ((random(8) ? random(8) : random(2 ** 24)) << 8)) >>> 0 : small);
      }
      if (random(2)) words.push(0);
      const text = String.fromCharCode(...Array.from({ length: random(20) }, () => random(0xd800)));
      if (page.failure({ words, text })) {
        ++outcome.refused;
        page.urls.freeAll();
        page.root.remove();
        page = prelude();
      } else {
        ++outcome.taken;
      }
    }
    return outcome;
  });
  assert.equal(result.taken + result.refused, 10_000);
  assert.ok(result.taken > 10, `only ${result.taken} were taken`);
});
