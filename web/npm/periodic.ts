// every: a function that is called again and again.
import { lates, pacings } from "../../build/generated/runs";
import { checkListener, createRegistry, disposeSymbol, type Runtime } from "./handles";
import type { Address } from "./module";
import { shown } from "./types";
import { checkNames } from "./views";

const periodOf = (value: unknown): number => {
  if (typeof value === "number" && value > 0 && value < Infinity) return value;
  throw new RangeError(`coracle: every takes a period in milliseconds, above 0, not ${shown(value)}`);
};

const choice = (given: unknown, choices: readonly string[], what: string): number => {
  const index = choices.indexOf(given as string);
  if (index < 0) throw new TypeError(`coracle: ${what} is one of ${choices.join(", ")}, not ${shown(given)}`);
  return index;
};

const limit = (given: unknown, what: string): number => {
  if (given === undefined) return -1;
  if (typeof given === "number" && given >= 0) return given;
  throw new RangeError(`coracle: ${what} is a number, 0 or more, not ${shown(given)}`);
};

export const createPeriodic = (runtime: Runtime) => {
  const { module } = runtime;
  const registry = createRegistry(runtime, (address) => module.releasePeriodic(address));

  class Periodic {
    readonly #address: Address;
    constructor(address: Address) {
      this.#address = address;
      registry.add(this, address);
    }
    #state(index: number): number {
      return runtime.call(() => module.periodicState(this.#address)[index]!);
    }
    start() {
      runtime.call(() => module.startPeriodic(this.#address));
    }
    stop() {
      runtime.call(() => module.stopPeriodic(this.#address));
    }
    get running() {
      return this.#state(0) !== 0;
    }
    get period() {
      return this.#state(1);
    }
    set period(milliseconds: number) {
      const period = periodOf(milliseconds);
      runtime.call(() => module.setPeriod(this.#address, period));
    }
    get count() {
      return this.#state(2);
    }
    get skipped() {
      return this.#state(3);
    }
    get drift() {
      return this.#state(4);
    }
    dispose() {
      this.stop();
    }
    [disposeSymbol]() {
      this.stop();
    }
  }

  return (milliseconds: unknown, callable: unknown, options: Record<string, unknown> = {}) => {
    const period = periodOf(milliseconds);
    const tick = checkListener(callable, "every");
    checkNames(options, ["count", "until", "immediately", "pacing", "late"], "every(milliseconds, f, { … })");
    const { count, until, immediately = false, pacing = pacings[0], late = lates[0] } = options;
    const numbers = [
      limit(count, "count"),
      limit(until, "until"),
      immediately ? 1 : 0,
      choice(pacing, pacings, "pacing"),
      choice(late, lates, "late"),
    ];
    return new Periodic(runtime.call(() => module.every(period, tick, numbers)));
  };
};
