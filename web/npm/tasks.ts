// What runs functions: drive, gather, withTimeout.
import type { Runtime } from "./handles";
import { signalOf, type Promised, type Waiting } from "./promises";
import { shown } from "./types";
import { isThenable } from "./views";

export const checkFunction = (value: unknown, what: string) => {
  if (typeof value !== "function") throw new TypeError(`coracle: ${what} takes a function, not ${shown(value)}`);
  return value;
};

const limitOf = (limit: unknown, what: string): number => {
  if (Number.isInteger(limit) && (limit as number) > 0) return limit as number;
  throw new RangeError(`coracle: ${what} takes a limit, a whole number above 0, not ${shown(limit)}`);
};

const elementsOf = (iterable: unknown, what: string): unknown[] => {
  if (typeof (iterable as Partial<Iterable<unknown>> | undefined)?.[Symbol.iterator] === "function") {
    return Array.from(iterable as Iterable<unknown>);
  }
  throw new TypeError(`coracle: ${what} takes an iterable, not ${shown(iterable)}`);
};

export const createTasks = (runtime: Runtime, promised: Promised) => {
  const { module } = runtime;

  const checkGenerator = (generator: unknown, what: string) => {
    if (typeof (generator as Partial<Iterator<unknown>> | undefined)?.next === "function") return () => generator;
    throw new TypeError(`coracle: ${what} takes a generator, not ${shown(generator)}`);
  };

  const drive = (generator: unknown, answer: unknown, options?: Waiting): Promise<void> => {
    const program = checkGenerator(generator, "drive(generator, f)");
    const answers = checkFunction(answer, "drive(generator, f)");
    const signal = signalOf(options, "drive");
    return promised(signal, (id) => module.drive(id, program, answers));
  };

  const driveAll = (
    generators: unknown,
    answer: unknown,
    { limit, ...waiting }: Waiting & { limit?: number } = {},
  ): Promise<void> => {
    const programs = elementsOf(generators, "driveAll(generators, f)").map((generator) =>
      checkGenerator(generator, "driveAll(generators, f): each"),
    );
    const answers = checkFunction(answer, "driveAll(generators, f)");
    const most = limit === undefined ? 0 : limitOf(limit, "driveAll");
    const signal = signalOf(waiting, "driveAll");
    return promised(signal, (id) => module.driveAll(id, programs, answers, most));
  };

  const withTimeout = (milliseconds: unknown, awaited: unknown, options?: Waiting): Promise<unknown> => {
    if (typeof milliseconds !== "number" || !(milliseconds >= 0)) {
      throw new RangeError(`coracle: withTimeout takes milliseconds, 0 or more, not ${shown(milliseconds)}`);
    }
    const wait = isThenable(awaited) && typeof awaited !== "function" ? () => awaited : awaited;
    const callable = checkFunction(wait, "withTimeout(milliseconds, promise or function)");
    const signal = signalOf(options, "withTimeout");
    return promised(signal, (id) => module.withTimeout(id, milliseconds, callable));
  };

  const gather = (limit: unknown, elements: unknown, callable: unknown, options?: Waiting): Promise<unknown[]> => {
    const most = limitOf(limit, "gather");
    const all = elementsOf(elements, "gather(limit, iterable, f)");
    const work = checkFunction(callable, "gather(limit, iterable, f)");
    const signal = signalOf(options, "gather");
    return promised(signal, (id) => module.gather(id, most, all, work));
  };

  return { drive, driveAll, gather, withTimeout };
};
