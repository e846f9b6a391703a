// append, pace and a log's capture: functions that say how they are to be run when they are bound.
import { Context } from "./executions";
import { checkFunction } from "./tasks";
import { shown } from "./types";
import { checkNames, functionKind } from "./views";

export interface Adapted {
  readonly callable: (...values: unknown[]) => unknown;
  /** What `callable` is, or what it calls. */
  readonly kind: ReturnType<typeof functionKind>;
  /** 0: without a limit. */
  readonly append?: number;
  /** In milliseconds. */
  readonly pace?: number;
}

const adapted = new WeakMap<object, Adapted>();

/** The function itself, and how it is to be run. */
export const adaptedOf = (callable: object): Adapted =>
  adapted.get(callable) ?? { callable: callable as Adapted["callable"], kind: functionKind(callable) };

const adapt = (
  callable: unknown,
  what: string,
  how: Omit<Adapted, "callable" | "kind">,
  around = (inner: Adapted["callable"]) => inner,
) => {
  const given = adaptedOf(checkFunction(callable, what));
  const named = (wrapper: Adapted["callable"]) =>
    wrapper === given.callable ? wrapper : Object.defineProperty(wrapper, "name", { value: given.callable.name });
  const inner = named(around(given.callable));
  const outer = named((...values) => inner(...values));
  adapted.set(outer, { ...given, ...how, callable: inner });
  return outer;
};

export const append = (callable: unknown, options: { limit?: number } = {}) => {
  checkNames(options, ["limit"], "append(f, { … })");
  const { limit } = options;
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) {
    throw new RangeError(`coracle: append takes a limit, a whole number above 0, not ${shown(limit)}`);
  }
  return adapt(callable, "append", { append: limit ?? 0 });
};

export const pace = (milliseconds: unknown, callable: unknown) => {
  if (typeof milliseconds !== "number" || !(milliseconds >= 0)) {
    throw new RangeError(`coracle: pace takes milliseconds, 0 or more, not ${shown(milliseconds)}`);
  }
  return adapt(callable, "pace", { pace: milliseconds });
};

/** Lets what each call prints, by its context, go to `print`. */
export const capture = (callable: unknown, print: (text: string) => void) =>
  adapt(callable, "capture", {}, (inner) => (...values) => {
    const context = values.at(-1);
    if (context instanceof Context) Context.printTo(context, print);
    return inner(...values);
  });
