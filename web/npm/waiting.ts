// sleep and batch.
import type { Runtime } from "./handles";
import { shown } from "./types";
import { checkNames, functionKind, isThenable } from "./views";

export const createSleep = (runtime: Runtime) => {
  const { module } = runtime;
  const waiting = new Map<number, () => void>();
  let lastId = 0;

  const sleep = (milliseconds: unknown, options: { signal?: AbortSignal } = {}): Promise<void> => {
    if (typeof milliseconds !== "number" || !(milliseconds >= 0)) {
      throw new RangeError(`coracle: sleep takes milliseconds, 0 or more, not ${shown(milliseconds)}`);
    }
    checkNames(options, ["signal"], "sleep(milliseconds, { … })");
    const { signal } = options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const id = (lastId = (lastId + 1) >>> 0);
      const sleeper = runtime.call(() => module.startSleep(milliseconds, id));
      const abort = () => {
        waiting.delete(id);
        runtime.enter(() => module.cancelSleep(sleeper));
        reject(signal!.reason as Error);
      };
      signal?.addEventListener("abort", abort, { once: true });
      waiting.set(id, () => {
        waiting.delete(id);
        signal?.removeEventListener("abort", abort);
        resolve();
      });
    });
  };
  return { sleep, wake: (id: number) => waiting.get(id >>> 0)?.() };
};

const suspended =
  "coracle: a batch cannot be held open across a suspension; await first, then set what is to " +
  "change in a batch of a plain function";

export const createBatch = (runtime: Runtime) => {
  interface Frame {
    readonly callable: () => unknown;
    result?: unknown;
    thrown?: { error: unknown };
  }
  let next: Frame | undefined;

  const batch = (callable: unknown): unknown => {
    if (typeof callable !== "function") throw new TypeError(`coracle: batch takes a function, not ${shown(callable)}`);
    if (functionKind(callable) !== "plain") throw new TypeError(suspended);
    const frame: Frame = { callable: callable as () => unknown };
    runtime.call(() => {
      next = frame;
      runtime.module.runBatch();
    });
    if (frame.thrown) throw frame.thrown.error;
    if (isThenable(frame.result)) throw new TypeError(suspended);
    return frame.result;
  };

  return {
    batch,
    run() {
      const frame = next!;
      next = undefined;
      try {
        frame.result = frame.callable();
      } catch (error) {
        frame.thrown = { error };
      }
    },
  };
};
