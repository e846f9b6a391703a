// Columns of data, which figures draw and tables list.
import { bytesOf } from "../host/bytes-in-json";
import { addressOf, createCollection, disposeSymbol, type Runtime } from "./handles";
import type { Address, RawColumn } from "./module";
import { isStrings, shown } from "./types";
import { heldBy } from "./views";

const numbersOf = (values: unknown, what: string): Float64Array => {
  if (values instanceof Float64Array) return values;
  const isList = Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView));
  const list = isList ? Array.from(values as ArrayLike<unknown>) : undefined;
  if (!list?.every((value) => typeof value === "number")) {
    throw new TypeError(`coracle: ${what} must be an array of numbers, or of texts, not ${shown(values)}`);
  }
  return Float64Array.from(list as number[]);
};

/** An empty array may become either. */
const columnOf = (values: unknown, what: string): RawColumn =>
  isStrings(values) && values.length > 0 ? values : bytesOf(numbersOf(values, what));

const columnsOf = (columns: unknown, what: string): [names: string[], columns: RawColumn[]] => {
  if (typeof columns !== "object" || columns === null || Array.isArray(columns)) {
    throw new TypeError(`coracle: ${what} takes an object of columns, { x: [0, 1], y: [2, 3] }, not ${shown(columns)}`);
  }
  const entries = Object.entries(columns);
  return [entries.map(([name]) => name), entries.map(([name, values]) => columnOf(values, `${what}: the column "${name}"`))];
};

const check = (reason: string) => {
  if (reason) throw new RangeError(`coracle: ColumnDataSource: ${reason}`);
};

/** `what`: whoever takes one, "a figure draws". */
export const addressOfSource = (source: unknown, runtime: Runtime, what: string): Address => {
  if (heldBy(source)?.kind !== "source") throw new TypeError(`coracle: ${what} a ColumnDataSource, not ${shown(source)}`);
  return addressOf(source as object, runtime);
};

export const createDataSources = (runtime: Runtime) => {
  const { module } = runtime;
  const sources = createCollection(runtime, "source", (address) => module.releaseSource(address));

  const use = <T>(source: object, callable: (address: Address) => T): T => {
    const address = addressOf(source, runtime);
    return runtime.call(() => callable(address));
  };

  class ColumnDataSource {
    constructor(columns: unknown = {}) {
      const [names, values] = columnsOf(columns, "new ColumnDataSource(columns)");
      const address = runtime.call(() => module.createSource());
      sources.adopt(this, address);
      check(runtime.call(() => module.sourceSet(address, names, values)));
    }
    get size(): number {
      return use(this, (address) => module.sourceSize(address));
    }
    get names(): string[] {
      return use(this, (address) => module.sourceNames(address));
    }
    column(name: string): Float64Array {
      return new Float64Array(use(this, (address) => module.sourceColumn(address, String(name))).buffer);
    }
    texts(name: string): string[] {
      return use(this, (address) => module.sourceTexts(address, String(name)));
    }
    set(columns: unknown): void {
      const [names, values] = columnsOf(columns, "ColumnDataSource.set(columns)");
      check(use(this, (address) => module.sourceSet(address, names, values)));
    }
    stream(columns: unknown, rollover: unknown = 0): void {
      const [names, values] = columnsOf(columns, "ColumnDataSource.stream(columns)");
      if (!Number.isInteger(rollover) || (rollover as number) < 0 || (rollover as number) > 0xffffffff) {
        throw new TypeError(`coracle: ColumnDataSource.stream's rollover is how many rows to keep, or 0 for all, not ${shown(rollover)}`);
      }
      check(use(this, (address) => module.sourceStream(address, names, values, rollover as number)));
    }
    patch(name: string, changes: unknown): void {
      const pairs = Array.isArray(changes) ? (changes as unknown[]) : [undefined];
      for (const pair of pairs) {
        const [place, value] = Array.isArray(pair) ? (pair as unknown[]) : [];
        const isValue = typeof value === "number" || typeof value === "string";
        if (Number.isInteger(place) && (place as number) >= 0 && isValue) continue;
        throw new TypeError(`coracle: ColumnDataSource.patch takes pairs of a row and its value, [[3, 1.5]], not ${shown(pair ?? changes)}`);
      }
      const [places, values] = [0, 1].map((part) => (pairs as unknown[][]).map((pair) => pair[part]));
      const column = columnOf(values, "ColumnDataSource.patch: the new values");
      const rows = bytesOf(Float64Array.from(places as number[]));
      check(use(this, (address) => module.sourcePatch(address, String(name), rows, column)));
    }
    dispose(): void {
      sources.dispose(this);
    }
    [disposeSymbol](): void {
      this.dispose();
    }
  }

  return {
    ColumnDataSource,
    /** The object for what C++ holds. */
    wrap(address: Address): object {
      const there = sources.find(address);
      if (there) return there;
      module.retainSource(address);
      const source = Object.create(ColumnDataSource.prototype) as object;
      sources.adopt(source, address);
      return source;
    },
  };
};
