// What a Figure can do beyond its parameters.
import { addressOfSource } from "./data-sources";
import { addressOf, type Runtime } from "./handles";
import { shown } from "./types";
import { checkNames } from "./views";

/** The methods of the class `Figure`; public/figures.ts has their contracts. */
export const figureMethods = (runtime: Runtime): PropertyDescriptorMap => {
  const add = (kind: string) => ({
    value(this: object, source: unknown, glyph: unknown = {}) {
      const what = `Figure.${kind}(source, { … })`;
      if (typeof glyph !== "object" || glyph === null) throw new TypeError(`coracle: ${what} was given ${shown(glyph)}`);
      checkNames(glyph, ["x", "y", "label", "color", "size"], what);
      const { x = "x", y = "y", label = "", color = "", size = 0 } = glyph as Record<string, unknown>;
      const address = addressOf(this, runtime);
      const data = addressOfSource(source, runtime, "a figure draws");
      const there = runtime.call(() => runtime.module.sourceNames(data));
      for (const name of [x, y]) {
        if (!there.includes(name as string)) throw new RangeError(`coracle: ${what}: the source has no column ${shown(name)}`);
      }
      if (typeof size !== "number") throw new TypeError(`coracle: ${what}: size must be a number, not ${shown(size)}`);
      const texts = [x, y, label, color].map(String);
      runtime.call(() => runtime.module.figureAdd(address, kind, data, texts, size));
    },
  });
  return Object.fromEntries(["line", "scatter", "bar", "area"].map((kind) => [kind, add(kind)]));
};
