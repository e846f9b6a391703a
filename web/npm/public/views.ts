// What is shown, what it stands for, and what is bound to it.
import type { Run, RunContext, RunOptions, Skip, Status, WatchOptions } from "./runs";

/** What can be released before the garbage collector finds out that nobody uses it. */
export interface Disposable {
  /** Harmless the second time. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/** Ends a watcher or a handler. */
export interface Subscription extends Disposable {
  readonly active: boolean;
  /** The calls of an async function that are under way or wait for their turn, oldest first. */
  readonly runs: readonly Run[];
}

/** A place in the page that shows a view. Disposing of it cancels what runs and empties the place. */
export interface Mounted extends Disposable {
  /** How many of each thing are alive in the module, so that leaks can be seen. */
  counts(): Record<string, number>;
}

/** What a watcher is told. */
export interface Change<T> {
  /** At the start of the commit; the same as `now` when it was triggered. */
  readonly before: T;
  readonly now: T;
  /** `set`: to the value it had, which only a watcher with `always` hears of. */
  readonly kind: "changed" | "triggered" | "set";
  readonly name: string;
}

/** What a handler of an event is told: which occurrence it is, counted from 1. */
export interface Pulse {
  readonly count: number;
}

/** Called for each event; when it returns a promise, many may be in flight. */
export type Handler<T> = (happened: T, context: RunContext) => void | Promise<void>;

/** What can be shown. Text is shown as text, never as HTML; nothing is shown for null. */
export type View =
  | Component
  | Binding<unknown>
  | Keyed
  | string
  | number
  | bigint
  | null
  | undefined
  | ((context: RunContext) => Bound<View | Skip>);

/** An image: its URL, or its bytes. */
export type ImageSource = string | Uint8Array | ArrayBuffer;

/** What a bound function may return: a value, a promise, or an iterator of either kind. */
export type Bound<T> =
  | T
  | Promise<T>
  | Iterator<T, T | void, unknown>
  | AsyncIterator<T, T | void, unknown>;

/** Something that can be shown, in any number of places. */
export interface Viewable {
  /** Shows it in an element, in place of what that contains. Text is a CSS selector. */
  mount(target: string | Element): Mounted;
}

/** A view with a name in the list that it stands in; see `keyed`. */
export interface Keyed extends Viewable, Disposable {}

/** A widget, an indicator, a pane or a layout. The object refers to it; C++ holds it. */
export interface Component extends Viewable, Disposable {
  /** What kind of component it is. */
  readonly type: string;
}

/** What a `Log` can do beyond its parameters. */
export interface LogMethods {
  /** Adds text: the parts one after the other. A line ends where it says "\n". */
  print(...parts: unknown[]): void;
  /** The same, marked as an error. */
  error(...parts: unknown[]): void;
  /** The function, of any kind, such that `context.print(…)` in each of its calls adds to this log. */
  capture<F extends (...values: never[]) => unknown>(callable: F): F;
  /** Adds a view. It counts as one line. */
  show(view: View): void;
  /** Removes everything: now, or, so that nothing flickers, when the next thing is added. */
  clear(options?: { afterNext?: boolean }): void;
}

/** A parameter of a component, as an argument of `bind`. */
export interface ParameterReference<T> {
  readonly component: Component;
  readonly name: string;
  readonly value: T;
  watch(watcher: Handler<Change<T>>, options?: WatchOptions): Subscription;
  /**
   * Takes the value of a source, now if it has one and whenever it changes, until it follows another,
   * is set by anybody else, or the subscription is disposed of.
   */
  follow(source: Follow<T>): Subscription;
  /** Follows nothing any more; the value stays. */
  unfollow(): void;
}

/** What a parameter of type T may follow. */
export type Follow<T> = Binding<T> | ParameterReference<T> | Standing<T, unknown>;

/** An event of a component, as an argument of `bind`: whether it is happening. */
export interface EventReference {
  readonly component: Component;
  readonly name: string;
  readonly value: boolean;
  /** How often it has happened. */
  readonly count: number;
  readonly [happens]: Pulse;
  watch(watcher: Handler<Pulse>, options?: WatchOptions): Subscription;
}

/**
 * A component that stands for a value, as an argument of `bind`, and what those are told that hear
 * of its changes. It exists for the types only.
 */
export interface Standing<T, H = T> {
  readonly [standsFor]: T;
  readonly [happens]: H;
}
declare const standsFor: unique symbol;
declare const happens: unique symbol;

/**
 * A function tied to its sources. It can be shown, read, watched, or bound again; it runs only
 * while somebody does.
 */
export interface Binding<T> extends Viewable, Disposable {
  /** The newest value, or undefined while there is none. */
  readonly value: T | undefined;
  readonly status: Status;
  /** The status as a source: to be shown, watched, bound. */
  readonly statusSource: Binding<Status>;
  /** Why the last run failed: what was thrown, as it was; its cause, if that is no Error. */
  readonly error: Error | undefined;
  /** Says how it is to run, before it is shown; gives the same binding. */
  with(options: RunOptions): this;
  /** The newest run, which may have ended. */
  readonly run: Run;
  /** The runs that are live or wait for their turn, oldest first. */
  readonly runs: readonly Run[];
  /** Runs the function again although nothing has changed; nothing while nobody observes the binding. */
  retry(): void;
  /** Calls the watcher for each new value, and keeps the binding running. */
  watch(watcher: Handler<Change<T | undefined>>, options?: WatchOptions): Subscription;
}

/** What a source gives to a bound function. */
export type ValueOf<S> =
  S extends Binding<infer T>
    ? T
    : S extends EventReference
      ? boolean
      : S extends ParameterReference<infer T>
        ? T
        : S extends Standing<infer T, unknown>
          ? T
          : S;

/** What a watcher of several sources is told of one of them. */
export type HappenedTo<S> = S extends Source<infer T> ? ([T] extends [Pulse] ? Pulse : Change<T>) : never;

/** What can be waited for, and what one is given then: of an event the `Pulse`, else the new value. */
export type Source<T> = Binding<T> | ParameterReference<T> | { readonly [happens]: T };

/** What comes of a bound function in the end. */
export type ValueOfBound<R> = Exclude<
  R extends Promise<infer T>
    ? T
    : R extends AsyncIterator<infer T, infer U, never>
      ? T | Exclude<U, void>
      : R extends Iterator<infer T, infer U, never>
        ? T | Exclude<U, void>
        : R,
  Skip
>;

/**
 * Ties a function to its sources: whenever one of them changes it runs again, and what it gives is
 * the binding's value.
 *
 * A source is a component (which stands for its value; a button is true for the run that a press
 * starts), a parameter, another binding, or a constant. The function may be plain, async, a generator
 * or an async generator. It gets the sources' values and a `RunContext`. Sources may be named, in one
 * plain object: then it gets an object of their values.
 *
 * A change while it runs supersedes the run: its signal is aborted, its iterator closed so that its
 * `finally` blocks run, and the next run starts when they have. Nothing it gives appears from the
 * change on. A run that ignores its signal is left behind after a grace period, with one warning.
 */
export interface Bind {
  <const S extends SourceRecord, R>(
    callable: (values: { -readonly [K in keyof S]: ValueOf<S[K]> }, context: RunContext) => R,
    sources: S,
  ): Binding<ValueOfBound<R>>;
  <const S extends readonly unknown[], R>(
    callable: (...values: [...{ -readonly [I in keyof S]: ValueOf<S[I]> }, RunContext]) => R,
    ...sources: S
  ): Binding<ValueOfBound<R>>;
  /** The function may be the value of a source itself: another function is another run. */
  <R>(
    callable: Binding<(...values: never[]) => R> | ParameterReference<(...values: never[]) => R>,
    ...sources: readonly unknown[]
  ): Binding<ValueOfBound<R>>;
}

/** Named sources: a plain object, which is none of the things that stand for a value themselves. */
export interface SourceRecord {
  readonly [name: string]: unknown;
  readonly mount?: never;
  readonly component?: never;
}
