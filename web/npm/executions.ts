// The JavaScript side of runs: functions that C++ calls, and iterators that it asks for values.
//
// C++ knows each by a slot. What settles after C++ has let go of the slot reaches nobody.
import { phases, Step } from "../../build/generated/runs";
import { failureOf, rejectionFrom } from "./failures";
import type { Module, RawError } from "./module";
import { skip } from "./policies";
import type { Trigger } from "./public/index";
import { heldBy, isThenable } from "./views";

type AnyIterator = {
  next(value?: unknown): unknown;
  return?(): unknown;
  throw?(error: unknown): unknown;
};

/** How an iterator is asked for its next value: `advance` in wasm/javascript/execution.cpp. */
const How = { next: 0, send: 1, raise: 2, begin: 3 } as const;

export interface Entrance {
  readonly module: Module;
  /** Every way into the module. */
  enter(call: () => void): void;
  warn(text: string): void;
}

/** The last argument of what C++ calls. Its parts are made when they are asked for. */
export class Context {
  static readonly #slots = new WeakMap<object, number>();
  #controller: AbortController | undefined;
  #reason: unknown;
  #trigger: () => Trigger;
  #print: (text: string) => void;

  constructor(slot: number, readTrigger: () => Trigger, print: (text: string) => void) {
    Context.#slots.set(this, slot);
    this.#trigger = readTrigger;
    this.#print = print;
  }

  /** The slot of the run that a context, or its signal, belongs to; of anything else one that is none. */
  static slotOf(of: object | undefined): number {
    return (of && Context.#slots.get(of)) ?? 0x7fffffff;
  }

  /** Takes over what triggered the other, which handed its run on, and where that prints. */
  static inherit(context: Context, from: Context) {
    context.#trigger = () => from.trigger;
    context.#print = from.#print;
  }

  static printTo(context: Context, print: (text: string) => void) {
    context.#print = print;
  }

  get print() {
    return (...parts: unknown[]) => this.#print(parts.map(String).join(""));
  }

  get trigger(): Trigger {
    const trigger = this.#trigger();
    this.#trigger = () => trigger;
    return trigger;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      Context.#slots.set(this.#controller.signal, Context.slotOf(this));
      if (this.#reason) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  static abort(context: Context, reason: unknown) {
    context.#reason = reason ?? new DOMException("The run was superseded or removed.", "AbortError");
    context.#controller?.abort(context.#reason);
  }

  static isAbort = (context: Context, error: unknown) =>
    error === context.#reason || (error as Partial<Error> | null)?.name === "AbortError";
}

interface Execution {
  readonly name: string;
  readonly context: Context;
  iterator?: AnyIterator;
  /** What is being waited for. */
  pending?: PromiseLike<unknown>;
}

const isIterator = (value: unknown): value is AnyIterator =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as Partial<AnyIterator>).next === "function" &&
  (Symbol.iterator in value || Symbol.asyncIterator in value) &&
  !heldBy(value);

export const createExecutions = ({ module, enter, warn }: Entrance, grace: () => number) => {
  const live = new Map<number, Execution>();
  // The value of the step that was just taken: C++ asks for it at once.
  let last: unknown;
  // Why runs are cancelled right now, where somebody has said so.
  let cancelReason: unknown;

  const step = (slot: number, execution: Execution, kind: number, value?: unknown): number => {
    delete execution.pending;
    if (kind >= Step.value) live.delete(slot);
    last = value;
    return kind;
  };
  const failed = (slot: number, execution: Execution, error: unknown) =>
    step(slot, execution, Step.failed, failureOf(error));

  // Lets C++ know what a promise came to, unless it has let go of the slot.
  const later = (
    slot: number,
    execution: Execution,
    promise: PromiseLike<unknown>,
    then: (value: unknown) => number,
  ): number => {
    execution.pending = promise;
    const settle = (take: () => number) => {
      if (live.get(slot) !== execution || execution.pending !== promise) return;
      const kind = take();
      // What came of it is another promise: that one will tell.
      if (kind !== Step.pending) enter(() => module.settle(slot, kind, last));
    };
    promise.then(
      (value) => settle(() => then(value)),
      (error: unknown) => settle(() => failed(slot, execution, error)),
    );
    return Step.pending;
  };

  const classify = (slot: number, execution: Execution, result: unknown): number => {
    if (isThenable(result)) {
      return later(slot, execution, result, (value) => classify(slot, execution, value));
    }
    if (result === skip) return step(slot, execution, Step.done);
    if (!isIterator(result)) return step(slot, execution, Step.value, result);
    execution.iterator = result;
    return step(slot, execution, Step.iterator);
  };

  const iterated = (slot: number, execution: Execution, result: unknown): number => {
    const { done, value } = result as IteratorResult<unknown>;
    const isOver = value === undefined || value === skip;
    if (done) return step(slot, execution, isOver ? Step.done : Step.value, value);
    if (!isThenable(value)) return yielded(slot, execution, value);
    return later(slot, execution, value, (it) => yielded(slot, execution, it));
  };
  const yielded = (slot: number, execution: Execution, value: unknown) =>
    value === skip ? step(slot, execution, Step.skipped) : step(slot, execution, Step.yielded, value);

  // One step of a generator that is sent answers: what it yields goes to C++ as it is.
  const conversed = (slot: number, execution: Execution, how: number, value: unknown): number => {
    const iterator = execution.iterator!;
    const result =
      how === How.send
        ? iterator.next(value)
        : how === How.begin
          ? iterator.next()
          : raised(iterator, rejectionFrom(value as RawError));
    if (isThenable(result)) {
      void Promise.resolve(result).catch(() => {});
      throw new TypeError(
        "coracle: drive and forEachChange take a plain generator, not an async one; " +
          "for await (const value of changes(source)) is for those that wait for something else, too",
      );
    }
    const { done, value: given } = result as IteratorResult<unknown>;
    return step(slot, execution, done ? Step.done : Step.yielded, given);
  };
  const raised = (iterator: AnyIterator, error: unknown) => {
    if (iterator.throw) return iterator.throw(error);
    iterator.return?.();
    throw error;
  };

  const printNowhere = (text: string) => {
    const error = new Error(`printed where no log captures it: ${text}`);
    enter(() => module.report(failureOf(error), "print"));
  };

  // Clean-up that fails is a mistake like any other; that it was aborted is what was asked for.
  const reportCleanUp = (execution: Execution, error: unknown) => {
    if (Context.isAbort(execution.context, error)) return;
    enter(() => module.report(failureOf(error), "the clean-up of a superseded run"));
  };

  const cleanUp = async (slot: number, execution: Execution, waits: PromiseLike<unknown>[]) => {
    for (const result of await Promise.allSettled(waits)) {
      if (result.status === "rejected") reportCleanUp(execution, result.reason);
    }
    if (live.delete(slot)) enter(() => module.released(slot));
  };

  return {
    start(slot: number, callable: (...values: unknown[]) => unknown, values: unknown[], phase: number, source: number): number {
      const context = new Context(slot, () => {
        module.triggerRead(slot);
        return Object.freeze({ source: module.sourceName(source), phase: phases[phase]! });
      }, printNowhere);
      const execution: Execution = { name: callable.name, context };
      live.set(slot, execution);
      // A function that hands its arguments on hands on its context, too: it is not passed twice.
      const outer = values.at(-1);
      if (outer instanceof Context) {
        Context.inherit(context, outer);
        values = values.slice(0, -1);
      }
      try {
        return classify(slot, execution, callable(...values, execution.context));
      } catch (error) {
        return failed(slot, execution, error);
      }
    },

    next(slot: number, how: number, value: unknown): number {
      const execution = live.get(slot)!;
      try {
        if (how !== How.next) return conversed(slot, execution, how, value);
        const result = execution.iterator!.next();
        if (!isThenable(result)) return iterated(slot, execution, result);
        return later(slot, execution, result, (value) => iterated(slot, execution, value));
      } catch (error) {
        return failed(slot, execution, error);
      }
    },

    leave(slot: number): 0 | 1 {
      const execution = live.get(slot);
      if (!execution) return 0;
      const waits = execution.pending ? [execution.pending] : [];
      delete execution.pending;
      Context.abort(execution.context, cancelReason);
      try {
        const closed = execution.iterator?.return?.();
        if (isThenable(closed)) waits.push(closed);
      } catch (error) {
        reportCleanUp(execution, error);
      }
      if (waits.length > 0) {
        void cleanUp(slot, execution, waits);
        return 1;
      }
      live.delete(slot);
      return 0;
    },

    leaveBehind(slot: number) {
      const execution = live.get(slot);
      live.delete(slot);
      warn(
        `coracle: a superseded run of ${execution?.name || "a function"} has not ended within ` +
          `${grace()} ms and is left behind; nothing it does will be shown. Hand its signal on to what ` +
          "it waits for: sleep(ms, { signal }), fetch(url, { signal }).",
      );
    },

    /** What is cancelled by the call has its signal aborted with the reason. */
    withReason(reason: unknown, call: () => void) {
      const outer = cancelReason;
      cancelReason = reason;
      try {
        call();
      } finally {
        cancelReason = outer;
      }
    },

    take(): unknown {
      const value = last;
      last = undefined;
      return value;
    },
  };
};
