// Waiting, and what goes on by itself: changes, locks, calls again and again.
import type { Disposable } from "./views";

/** For what waits. A run's `RunContext` will do. */
export interface WaitOptions {
  /** When it is aborted the wait ends, nothing is left of it, and the promise rejects with the reason. */
  readonly signal?: AbortSignal | undefined;
}
export type SleepOptions = WaitOptions;

/** Remembers the newest change until somebody takes it. */
export interface LatestChange<T> extends Disposable {
  /** Whether `next` would give a value at once. */
  readonly hasChange: boolean;
  /** A change since the last call, of several the newest; waits for one where there was none. */
  next(options?: WaitOptions): Promise<T>;
}

/** Every change, in order, for `for await`; leaving the loop ends it. */
export interface Changes<T> extends AsyncIterableIterator<T>, Disposable {}

/** Something that goes on by itself; disposing of it cancels it. */
export interface TaskHandle extends Disposable {
  readonly done: boolean;
  cancel(): void;
}

/** Lets one in at a time, and the others wait in line, in order of arrival. */
export interface Lock extends Disposable {
  readonly name: string;
  readonly held: boolean;
  /**
   * Who waits for a lock that it holds already would wait for ever. If it hands on its run's `signal`,
   * or its context, that rejects with an error of code "deadlock" that names the lock.
   */
  acquire(options?: WaitOptions): Promise<Permit>;
}
export interface LockConstructor {
  /** The name is for messages. */
  new (name?: string): Lock;
  readonly prototype: Lock;
}
/** The right to be inside; disposing of it releases the lock. */
export interface Permit extends Disposable {
  release(): void;
}

export interface WithLock {
  /** A function that holds the lock while it runs; without one, the lock that all programs have. */
  <A extends unknown[], R>(callable: (...values: A) => R | Promise<R>): (...values: A) => Promise<R>;
  <A extends unknown[], R>(lock: Lock, callable: (...values: A) => R | Promise<R>): (...values: A) => Promise<R>;
}

export interface PeriodOptions {
  /** How many calls there are. */
  count?: number;
  /** No call is due later than so many milliseconds after the start. */
  until?: number;
  /** The first call comes at once, not after one period. */
  immediately?: boolean;
  /** `fixedRate`: calls keep to the grid start + k · period. `fixedDelay`: the period is counted from their end. */
  pacing?: "fixedRate" | "fixedDelay";
  /** What becomes of ticks at which the last call is not over: they pass, or one call follows at once. */
  late?: "skip" | "runAtOnce";
}

/** A function that is called again and again; disposing of it stops it. */
export interface Periodic extends Disposable {
  start(): void;
  stop(): void;
  readonly running: boolean;
  /** In milliseconds. */
  period: number;
  /** How many calls have begun since the start. */
  readonly count: number;
  /** At how many ticks since then there was none, because the last call was not over. */
  readonly skipped: number;
  /** How long after its time the last call began. */
  readonly drift: number;
}
