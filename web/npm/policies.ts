// Policies and rates: plain values, the same for every load, which C++ gets as numbers.
import type { Policy, Rate, RunOptions, ThrottleOptions, WatchOptions } from "./public/index";
import { errorFrom } from "./failures";
import type { RawError } from "./module";
import { shown } from "./types";
import { checkNames, isPlainObject } from "./views";

/** In the order of `policy_of` in wasm/javascript/options.cpp, after what is usual. */
const policyKinds = ["latest", "queue", "drop", "parallel"] as const;
const rateKinds = ["immediate", "frame", "debounce", "throttle", "onCommit"] as const;

const whole = (value: unknown, what: string): number => {
  if (Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31) return value as number;
  throw new RangeError(`coracle: ${what} takes a whole number above 0, not ${shown(value)}`);
};
const duration = (value: unknown, what: string): number => {
  if (typeof value === "number" && value >= 0) return value;
  throw new RangeError(`coracle: ${what} takes milliseconds, 0 or more, not ${shown(value)}`);
};

const policy = (kind: Policy["policy"], limit?: number): Policy => Object.freeze({ policy: kind, limit });
const rate = (kind: Rate["rate"], time = 0, edges = 3): Rate => Object.freeze({ rate: kind, time, edges });

export const skip: symbol = Symbol("coracle.skip");
export const latest = policy("latest");
export const drop = policy("drop");
export const queue = (limit: number) => policy("queue", whole(limit, "queue(limit), where drop lets nothing wait,"));
export const parallel = (most?: number) =>
  policy("parallel", most === undefined ? undefined : whole(most, "parallel(most)"));

export const immediate = rate("immediate");
export const frame = rate("frame");
export const onCommit = rate("onCommit");
export const debounce = (quiet: number) => rate("debounce", duration(quiet, "debounce"));
export const throttle = (period: number, options: ThrottleOptions = {}) => {
  checkNames(options, ["leading", "trailing"], "throttle(milliseconds, { … })");
  const { leading = true, trailing = true } = options;
  if (!leading && !trailing) throw new RangeError("coracle: throttle with neither leading nor trailing lets nothing through");
  return rate("throttle", duration(period, "throttle"), (leading ? 1 : 0) + (trailing ? 2 : 0));
};

const kindOf = (value: unknown, key: "policy" | "rate", kinds: readonly string[], what: string): number => {
  const index = kinds.indexOf((value as Record<string, string> | undefined)?.[key] ?? "");
  if (index >= 0) return index;
  throw new TypeError(`coracle: ${what} takes a ${key}, like ${kinds.join(", ")}, not ${shown(value)}`);
};

const runNames = ["policy", "rate", "onError"];
export const watchNames = [...runNames, "always", "order"];

/** The numbers of `Options` in wasm/javascript/options.cpp, and what takes errors. */
export interface FlatOptions {
  readonly numbers: readonly number[] | undefined;
  readonly onError: ((raw: RawError) => unknown) | undefined;
}

export const flat = (given: unknown, what: string, names: readonly string[] = runNames): FlatOptions => {
  if (given === undefined) return { numbers: undefined, onError: undefined };
  if (!isPlainObject(given)) throw new TypeError(`coracle: ${what} takes { ${names.join(", ")} }, not ${shown(given)}`);
  checkNames(given, names, `${what} with { … }`);
  const options = given as RunOptions & WatchOptions;
  const { onError, always = false, order = 0 } = options;
  if (onError !== undefined && typeof onError !== "function") {
    throw new TypeError(`coracle: onError takes a function, not ${shown(onError)}`);
  }
  if (!Number.isInteger(order)) throw new TypeError(`coracle: order is a whole number, not ${shown(order)}`);
  const usual = options.policy === undefined;
  const { time, edges } = options.rate ?? immediate;
  const numbers = [
    usual ? 0 : 1 + kindOf(options.policy, "policy", policyKinds, what),
    options.policy?.limit ?? 0,
    options.rate === undefined ? 0 : kindOf(options.rate, "rate", rateKinds, what),
    time,
    edges,
    always ? 1 : 0,
    order,
  ];
  return { numbers, onError: onError && ((raw) => onError(errorFrom(raw))) };
};
