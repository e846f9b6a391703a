// Promises that C++ settles: the outcome of a task there.
import { rejectionFrom } from "./failures";
import type { Runtime } from "./handles";
import type { Address, RawError } from "./module";
import { shown } from "./types";
import { checkNames, isPlainObject } from "./views";

export interface Waiting {
  readonly signal?: AbortSignal | undefined;
}

/** The signal of `{ signal }`. */
export const signalOf = (options: unknown, what: string): AbortSignal | undefined => {
  if (options === undefined) return undefined;
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`coracle: ${what} takes { signal }, not ${shown(options)}`);
  }
  // A run's own context will do.
  if (isPlainObject(options)) checkNames(options, ["signal"], `${what} with { … }`);
  const { signal } = options as Waiting;
  if (signal === undefined || signal instanceof AbortSignal) return signal;
  throw new TypeError(`coracle: ${what} takes an AbortSignal as its signal, not ${shown(signal)}`);
};

export const createPromises = (runtime: Runtime) => {
  const { module } = runtime;
  interface Pending {
    resolve(value: unknown): void;
    reject(error: unknown): void;
  }
  const pending = new Map<number, Pending>();
  let lastId = 0;

  return {
    /** `start` begins the task; when the signal is aborted that is destroyed. */
    promised<T>(signal: AbortSignal | undefined, start: (promise: number) => Address): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        const id = (lastId = (lastId + 1) >>> 0);
        const task = runtime.call(() => start(id));
        const end = () => {
          pending.delete(id);
          signal?.removeEventListener("abort", abort);
        };
        const abort = () => {
          end();
          runtime.enter(() => module.abandon(task));
          reject(signal!.reason as Error);
        };
        signal?.addEventListener("abort", abort, { once: true });
        pending.set(id, {
          resolve(value) {
            end();
            resolve(value as T);
          },
          reject(error) {
            end();
            reject(error as Error);
          },
        });
      });
    },
    resolve: (id: number, value: unknown) => pending.get(id >>> 0)?.resolve(value),
    reject: (id: number, raw: RawError) => pending.get(id >>> 0)?.reject(rejectionFrom(raw)),
  };
};

export type Promised = ReturnType<typeof createPromises>["promised"];
