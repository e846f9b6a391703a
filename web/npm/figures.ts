// Columns of numbers, and what a Figure can do beyond its parameters.
import { addressOf, createRegistry, disposeSymbol, type Runtime } from "./handles";
import type { Address } from "./module";
import { shown } from "./types";
import { checkNames } from "./views";

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array) => new Uint8Array(buffer, byteOffset, byteLength);

const numbersOf = (values: unknown, what: string): Float64Array => {
  if (values instanceof Float64Array) return values;
  const isList = Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView));
  const list = isList ? Array.from(values as ArrayLike<unknown>) : undefined;
  if (!list?.every((value) => typeof value === "number")) {
    throw new TypeError(`coracle: ${what} must be an array of numbers, not ${shown(values)}`);
  }
  return Float64Array.from(list as number[]);
};

const columnsOf = (columns: unknown, what: string): [names: string[], columns: Uint8Array[]] => {
  if (typeof columns !== "object" || columns === null || Array.isArray(columns)) {
    throw new TypeError(`coracle: ${what} takes an object of columns, { x: [0, 1], y: [2, 3] }, not ${shown(columns)}`);
  }
  const entries = Object.entries(columns);
  return [entries.map(([name]) => name), entries.map(([name, values]) => bytesOf(numbersOf(values, `${what}: the column "${name}"`)))];
};

const check = (reason: string) => {
  if (reason) throw new RangeError(`coracle: ColumnDataSource: ${reason}`);
};

/** The address that each source of each module stands for. */
const sources = new WeakMap<object, { runtime: Runtime; address: Address }>();

const addressOfSource = (source: unknown, runtime: Runtime): Address => {
  const held = sources.get(source as object);
  if (!held) throw new TypeError(`coracle: a figure draws a ColumnDataSource, not ${shown(source)}`);
  if (held.runtime !== runtime) throw new Error("coracle: this belongs to another load() of the package");
  if (!held.address) throw new Error("coracle: this was disposed of");
  return held.address;
};

export const createFigures = (runtime: Runtime) => {
  const { module } = runtime;
  const registry = createRegistry(runtime, (address) => module.releaseSource(address));

  class ColumnDataSource {
    constructor(columns: unknown = {}) {
      const [names, values] = columnsOf(columns, "new ColumnDataSource(columns)");
      const address = runtime.call(() => module.createSource());
      sources.set(this, { runtime, address });
      registry.add(this, address);
      check(runtime.call(() => module.sourceSet(address, names, values)));
    }
    #call<T>(callable: (address: Address) => T): T {
      const address = addressOfSource(this, runtime);
      return runtime.call(() => callable(address));
    }
    get size(): number {
      return this.#call((address) => module.sourceSize(address));
    }
    get names(): string[] {
      return this.#call((address) => module.sourceNames(address));
    }
    column(name: string): Float64Array {
      return new Float64Array(this.#call((address) => module.sourceColumn(address, String(name))).buffer);
    }
    set(columns: unknown): void {
      const [names, values] = columnsOf(columns, "ColumnDataSource.set(columns)");
      check(this.#call((address) => module.sourceSet(address, names, values)));
    }
    stream(columns: unknown, rollover: unknown = 0): void {
      const [names, values] = columnsOf(columns, "ColumnDataSource.stream(columns)");
      if (!Number.isInteger(rollover) || (rollover as number) < 0 || (rollover as number) > 0xffffffff) {
        throw new TypeError(`coracle: ColumnDataSource.stream's rollover is how many rows to keep, or 0 for all, not ${shown(rollover)}`);
      }
      check(this.#call((address) => module.sourceStream(address, names, values, rollover as number)));
    }
    patch(column: string, changes: unknown): void {
      const pairs = Array.isArray(changes) ? (changes as unknown[]) : [undefined];
      for (const pair of pairs) {
        const [place, value] = Array.isArray(pair) ? (pair as unknown[]) : [];
        if (Number.isInteger(place) && (place as number) >= 0 && typeof value === "number") continue;
        throw new TypeError(`coracle: ColumnDataSource.patch takes pairs of a row and its value, [[3, 1.5]], not ${shown(pair ?? changes)}`);
      }
      const bytes = bytesOf(Float64Array.from((pairs as number[][]).flat()));
      check(this.#call((address) => module.sourcePatch(address, String(column), bytes)));
    }
    dispose(): void {
      const held = sources.get(this)!;
      if (held.address) registry.release(this, held.address);
      held.address = 0;
    }
    [disposeSymbol](): void {
      this.dispose();
    }
  }
  return { ColumnDataSource };
};

/** The methods of the class `Figure`; public/figures.ts has their contracts. */
export const figureMethods = (runtime: Runtime): PropertyDescriptorMap => {
  const add = (kind: string) => ({
    value(this: object, source: unknown, glyph: unknown = {}) {
      const what = `Figure.${kind}(source, { … })`;
      if (typeof glyph !== "object" || glyph === null) throw new TypeError(`coracle: ${what} was given ${shown(glyph)}`);
      checkNames(glyph, ["x", "y", "label", "color", "size"], what);
      const { x = "x", y = "y", label = "", color = "", size = 0 } = glyph as Record<string, unknown>;
      const address = addressOf(this, runtime);
      const data = addressOfSource(source, runtime);
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
