// The JavaScript side of runs: functions that C++ calls, and iterators that it asks for values.
//
// C++ knows each by a slot. What settles after C++ has let go of the slot reaches nobody.
import { failureOf } from "./failures";
import type { Module } from "./module";
import { heldBy, isThenable } from "./views";

/** What came of a step. The numbers are those of StepKind in wasm/javascript/execution.hpp. */
const Step = { pending: 0, iterator: 1, yielded: 2, value: 3, done: 4, failed: 5 } as const;

type AnyIterator = {
  next(): unknown;
  return?(): unknown;
};

export interface Entrance {
  readonly module: Module;
  /** Every way into the module. */
  enter(call: () => void): void;
  warn(text: string): void;
}

/** The last argument of what C++ calls. Its signal is made when it is asked for. */
class Context {
  #controller: AbortController | undefined;
  #reason: unknown;

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#reason) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  static abort(context: Context) {
    context.#reason = new DOMException("The run was superseded or removed.", "AbortError");
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
    if (!isIterator(result)) return step(slot, execution, Step.value, result);
    execution.iterator = result;
    return step(slot, execution, Step.iterator);
  };

  const iterated = (slot: number, execution: Execution, result: unknown): number => {
    const { done, value } = result as IteratorResult<unknown>;
    if (done) return step(slot, execution, value === undefined ? Step.done : Step.value, value);
    if (!isThenable(value)) return step(slot, execution, Step.yielded, value);
    return later(slot, execution, value, (it) => step(slot, execution, Step.yielded, it));
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
    start(slot: number, callable: (...values: unknown[]) => unknown, values: unknown[]): number {
      const execution: Execution = { name: callable.name, context: new Context() };
      live.set(slot, execution);
      try {
        return classify(slot, execution, callable(...values, execution.context));
      } catch (error) {
        return failed(slot, execution, error);
      }
    },

    next(slot: number): number {
      const execution = live.get(slot)!;
      try {
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
      Context.abort(execution.context);
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

    take(): unknown {
      const value = last;
      last = undefined;
      return value;
    },
  };
};
