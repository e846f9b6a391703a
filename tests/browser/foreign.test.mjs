// Style sheets that others wrote, which have rules for every element: they do not change how Coracle's components
// look, and Coracle's own does not change what else is in the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { componentPages, painted } from "./component-pages.mjs";

const foreign = {
  bootstrap: "node_modules/bootstrap/dist/css/bootstrap.min.css",
  pico: "node_modules/@picocss/pico/css/pico.classless.min.css",
};
const { visit, at } = await componentPages("foreign", { foreign });

/** What the tests do in the page. */
const kit = () => {
  // Not the variables, and not what follows from an element's size, which is looked at once.
  const telling = (name) => !/^(--|(block|inline)-size$|height$|width$|(perspective|transform)-origin$)/.test(name);
  const properties = [...getComputedStyle(document.body)].filter(telling);
  const text = (style) => properties.map((name) => style.getPropertyValue(name));
  const sheetOf = (name) => document.querySelector(`link[href="${name}.css"]`);
  return Object.assign(globalThis, {
    freeze() {
      for (const animation of document.getAnimations()) animation.cancel();
      // The browser draws this one in motion.
      for (const bar of document.querySelectorAll("progress:indeterminate")) bar.style.visibility = "hidden";
    },
    /** The styles and the boxes of what matches, with what is made before and after it: `[name, box, ...styles]`. */
    styles(selector) {
      freeze();
      const { x: left, y: top } = document.querySelector("#app").getBoundingClientRect();
      const shown = [...document.querySelectorAll(selector)].filter((element) => element.getClientRects().length > 0);
      return shown.flatMap((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const name = `${element.localName}.${element.className}${element.type ? `[${element.type}]` : ""}`;
        const made = ["::before", "::after"].filter((part) => getComputedStyle(element, part).content !== "none");
        const ofFields = element.matches("input, textarea") ? ["::placeholder", "::file-selector-button"] : [];
        const pseudo = [...made, ...ofFields].map((part) => [name + part, "", ...text(getComputedStyle(element, part))]);
        return [[name, [x - left, y - top, width, height].join(), ...text(getComputedStyle(element))], ...pseudo];
      });
    },
    /** A line for each property that is no longer what it was at the last `remember`. */
    remember(selector) {
      globalThis.before = styles(selector);
    },
    differences(selector) {
      const after = styles(selector);
      const lines = before.flatMap(([name, ...values], index) =>
        [["element", name], ...values.map((value, at) => [["box", ...properties][at], value])]
          .map(([property, value], at) => [property, value, after[index]?.[at]])
          .filter(([, value, now]) => value !== now)
          .map(([property, value, now]) => `${name} ${property}: ${value} | ${now}`),
      );
      if (after.length !== before.length) lines.push(`${before.length} elements: ${after.length}`);
      return [...new Set(lines)].slice(0, 40);
    },
    /** What the page gives every element on its way down, given by the app's own place instead. */
    keepInherited(root = document.querySelector("#app")) {
      root.style.cssText = "";
      const probe = root.parentElement.appendChild(document.createElement("span"));
      const bare = probe.appendChild(document.createElement("span"));
      bare.style.all = "unset";
      const inherited = text(getComputedStyle(bare)).map((value, at) => [properties[at], value]);
      bare.style.all = "initial";
      const initial = text(getComputedStyle(bare));
      probe.remove();
      inherited.forEach(([name, value], at) => value !== initial[at] && root.style.setProperty(name, value));
      Object.assign(root.style, { position: "absolute", inset: "0 auto auto 0", inlineSize: "700px", background: "canvas" });
      document.documentElement.style.fontSize = getComputedStyle(document.documentElement).fontSize;
    },
    turn: (sheet, on) => (sheetOf(sheet).disabled = !on),
  });
};
/** A picture of what has come to rest, kept in a file. */
const pictureOf = async (page, selector, file) => {
  const take = () => page.locator(selector).screenshot({ path: at(`${file}.png`), animations: "disabled" });
  let [before, picture] = [await take(), await take()];
  for (let tries = 0; tries < 20 && !before.equals(picture); ++tries) [before, picture] = [picture, await take()];
  return picture;
};
for (const name of Object.keys(foreign)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`components look the same with the style sheet of ${name}, ${colorScheme}`, async () => {
      const page = await visit(`/${name}.html`, { colorScheme, viewport: { width: 1000, height: 900 } });
      await page.evaluate(kit);
      await page.evaluate("mountAll()");
      await page.locator(".coracle-figure canvas").waitFor();
      // What Html and Markdown hold is the page's own text, and looks like it.
      await page.evaluate(() => document.querySelectorAll(".coracle-prose").forEach((text) => text.replaceChildren()));
      await page.evaluate("keepInherited(), freeze()");
      // In whole pixels: behind half of one the page shows through.
      await page.evaluate(() => {
        const root = document.querySelector("#app");
        root.style.blockSize = `${Math.ceil(root.getBoundingClientRect().height)}px`;
      });
      await painted(page);
      const pictures = [await pictureOf(page, "#app", `${name}-${colorScheme}-with`)];
      await page.evaluate(`remember("#app *")`);
      await page.evaluate((name) => void turn(name, false), name);
      await painted(page);
      pictures.push(await pictureOf(page, "#app", `${name}-${colorScheme}-without`));
      assert.deepEqual(await page.evaluate(`differences("#app *")`), []);
      assert.ok(pictures[0].equals(pictures[1]), "the pictures are the same");
      await page.close();
    });
  }
}

// One of each that a page may have, with the classes that Bootstrap knows.
const others = `<h1>Heading</h1><p>Text with <a href="#x">a link</a>, <code>code</code> and <b>more</b></p>
<ul><li>item</li></ul><table class="table"><tr><th>a</th><td>b</td></tr></table><fieldset><legend>Legend</legend>
<label>Label <input class="form-control" value="text"></label><input type="checkbox"><input type="range"><input type="file">
<select class="form-select"><option>one</select><textarea></textarea><button class="btn btn-primary">Button</button></fieldset>
<progress value="0.5"></progress><details open><summary>Summary</summary>Details</details><pre>pre</pre>
<figure><figcaption>Caption</figcaption></figure><div class="card"><div class="card-body">Card</div></div>`;

for (const name of Object.keys(foreign)) {
  test(`what else is in a page with the style sheet of ${name} looks the same with Coracle's and without`, async () => {
    const page = await visit(`/${name}.html`, { viewport: { width: 1000, height: 900 } });
    await page.evaluate(kit);
    await page.evaluate((others) => {
      document.body.insertAdjacentHTML("beforeend", `<section id="others">${others}</section>`);
      // The app's own size is not what this is about.
      document.querySelector("#others").style.cssText = "position: absolute; inset: 0 auto auto 0; inline-size: 700px; background: canvas";
      document.querySelector("form").style.cssText = "block-size: 10px; overflow: hidden";
      mountAll();
    }, others);
    await page.locator(".coracle-figure canvas").waitFor({ state: "attached" });
    const seen = `html, body, main, main > h1, #before, #after, #others, #others *`;
    await page.evaluate((seen) => remember(seen), seen);
    const pictureBefore = await pictureOf(page, "#others", `${name}-others-with`);
    await page.evaluate(() => {
      turn("coracle", false);
      document.adoptedStyleSheets = [];
    });
    await painted(page);
    assert.deepEqual(await page.evaluate((seen) => differences(seen), seen), []);
    assert.ok((await pictureOf(page, "#others", `${name}-others-without`)).equals(pictureBefore), "the pictures are the same");
    await page.close();
  });
}
