// append and pace: functions that say how they are to be run when they are bound.
import { shown } from "./types";
import { checkFunction } from "./tasks";
import { checkNames } from "./views";

export interface Adapted {
  readonly callable: (...values: unknown[]) => unknown;
  /** 0: without a limit. */
  readonly append?: number;
  /** In milliseconds. */
  readonly pace?: number;
}

const adapted = new WeakMap<object, Adapted>();

/** The function itself, and how it is to be run. */
export const adaptedOf = (callable: object): Adapted =>
  adapted.get(callable) ?? { callable: callable as Adapted["callable"] };

const adapt = (callable: unknown, what: string, how: Omit<Adapted, "callable">) => {
  const inner = adaptedOf(checkFunction(callable, what));
  const outer = (...values: unknown[]) => inner.callable(...values);
  Object.defineProperty(outer, "name", { value: inner.callable.name });
  adapted.set(outer, { ...inner, ...how });
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
