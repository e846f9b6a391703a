// How functions run: what they are told, and what can be said of it.
import type { Component } from "./views";

/** How a binding is doing. `pending`: triggered, and no value of the new run yet. */
export type Status = "idle" | "pending" | "streaming" | "error" | "cancelled";

/** What has started a run. */
export interface Trigger {
  /** The name of the parameter that changed last; empty where none did. */
  readonly source: string;
  /**
   * `moving`: a person is still dragging, or typing. `committed`: a change that stands. `first`,
   * `triggered`, `retried`: nothing changed.
   */
  readonly phase: "first" | "moving" | "committed" | "triggered" | "retried";
}

/** The last argument of every function that Coracle calls. */
export interface RunContext {
  /** Aborted when the run is superseded, cancelled, or what shows it is removed. */
  readonly signal: AbortSignal;
  /** A bound function that reads this runs again when a person lets go, also if the value is the same. */
  readonly trigger: Trigger;
  /** Adds text to the log that captures the function (`log.capture(f)`), also after a wait. */
  readonly print: (...parts: unknown[]) => void;
}

/** What a function gives in place of a value, or yields, to say that there is nothing new: the last stays. */
export declare const skip: unique symbol;
export type Skip = typeof skip;

/** What happens with a trigger that comes while a run is live. */
export interface Policy {
  readonly policy: "latest" | "queue" | "drop" | "parallel";
  readonly limit: number | undefined;
}
/** The newest trigger wins, and the live run is superseded: what bindings do. */
export declare const latest: Policy;
/** One run after the other; at most so many wait, a trigger beyond that is dropped and reported. */
export declare function queue(limit: number): Policy;
/** A trigger is dropped, silently, while a run is live. */
export declare const drop: Policy;
/** Up to so many runs at once, and further ones wait; without a number any number: what handlers do. */
export declare function parallel(most?: number): Policy;

/** The views that a function gives, or yields, are listed one below the other; the oldest go. */
export declare function append<F extends (...values: never[]) => unknown>(
  callable: F,
  options?: { limit?: number },
): (...values: Parameters<F>) => Promise<Component>;
/** A generator goes on only when its last value was painted, and so many milliseconds have passed. */
export declare function pace<F extends (...values: never[]) => unknown>(milliseconds: number, callable: F): F;

/** How triggers are thinned before they start a run. */
export interface Rate {
  readonly rate: "immediate" | "frame" | "debounce" | "throttle" | "onCommit";
  readonly time: number;
  readonly edges: number;
}
export interface ThrottleOptions {
  /** The first trigger after a pause passes at once. */
  leading?: boolean;
  /** What comes during the period passes at its end, as one. */
  trailing?: boolean;
}
/** Every trigger passes at once: what is usual. */
export declare const immediate: Rate;
/** At most one a frame, just before it is painted. */
export declare const frame: Rate;
/** Passes when no trigger has come for so many milliseconds. */
export declare function debounce(milliseconds: number): Rate;
/** At most one in each period. */
export declare function throttle(milliseconds: number, options?: ThrottleOptions): Rate;
/** Nothing passes while a person is dragging, or typing; one does when they let go. */
export declare const onCommit: Rate;

/** How a bound function runs. */
export interface RunOptions {
  policy?: Policy;
  rate?: Rate;
  /** Takes the errors, in place of the report and of the box in the page. */
  onError?: (error: Error) => void;
}

/** How a watcher or a handler hears of things. */
export interface WatchOptions extends RunOptions {
  /** Also when a parameter is set to the value it has. */
  always?: boolean;
  /** Lower ones hear first; then those that were made first. */
  order?: number;
}

/** One run of a bound function or an async handler; says what there is to know also when it has ended. */
export interface Run {
  /** Aborts its signal with the reason and closes its iterator; one that waits for its turn loses it. */
  cancel(reason?: unknown): void;
  readonly done: boolean;
  readonly status: Status;
  /** On the clock of the page; 0 if it has not started yet. */
  readonly startedAt: number;
  readonly trigger: Trigger;
  /** What `cancel` was told, as text. */
  readonly reason: string;
}
