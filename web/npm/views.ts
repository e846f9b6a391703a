// What the objects that scripts see stand for, and what counts as a view.
import type { Address } from "./module";

export interface Held {
  /** The loaded module it belongs to. */
  readonly owner: object;
  /** "view": of another kind, such as what `keyed` gives; "source": of data. */
  readonly kind: "component" | "binding" | "parameter" | "view" | "source";
  /** 0 when it has been disposed of. */
  address: Address;
  /** Of a parameter: its place, and the component. */
  readonly member?: number;
  readonly component?: object;
}

const held = new WeakMap<object, Held>();

export const hold = (object: object, entry: Held) => held.set(object, entry);

export const heldBy = (object: unknown): Held | undefined =>
  typeof object === "object" && object !== null ? held.get(object) : undefined;

/** An object of options, rather than something that stands for itself. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== "object" || value === null || heldBy(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  (typeof value === "object" || typeof value === "function") &&
  value !== null &&
  typeof (value as { then?: unknown }).then === "function";

const textTypes = ["string", "number", "bigint", "boolean"];

export const isText = (value: unknown) => textTypes.includes(typeof value);

export const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

export const isViewable = (value: unknown): boolean =>
  isNothing(value) ||
  isText(value) ||
  typeof value === "function" ||
  ["component", "binding", "view"].includes(heldBy(value)?.kind ?? "");

/** What kind of function it says it is, whatever it will return. */
export const functionKind = (callable: object): "plain" | "async" | "generator" => {
  const tag = (callable as { [Symbol.toStringTag]?: string })[Symbol.toStringTag];
  if (tag === "GeneratorFunction" || tag === "AsyncGeneratorFunction") return "generator";
  return tag === "AsyncFunction" ? "async" : "plain";
};

/** Throws where an object has a name that is not allowed. */
export const checkNames = (given: object, allowed: readonly string[], what: string) => {
  for (const name of Object.keys(given)) {
    if (!allowed.includes(name)) throw unknownName(name, allowed, what);
  }
};

export const unknownName = (name: string, allowed: readonly string[], what: string) =>
  new Error(`coracle: ${what} has no ${JSON.stringify(name)}; there ${allowed.length === 1 ? "is" : "are"} ${allowed.join(", ")}`);
