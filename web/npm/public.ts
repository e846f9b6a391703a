// The public types that do not depend on the components. index.d.ts is made of this file and of the
// components' descriptions in C++ (web/npm/declarations.ts); nothing here may exist at run time.

/** What can be released before the garbage collector finds out that nobody uses it. */
export interface Disposable {
  /** Harmless the second time. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/** Ends a watcher or a handler. */
export interface Subscription extends Disposable {
  readonly active: boolean;
}

/** A place in the page that shows a view. Disposing of it cancels what runs and empties the place. */
export interface Mounted extends Disposable {
  /** How many of each thing are alive in the module, so that leaks can be seen. */
  counts(): Record<string, number>;
}

/** The last argument of every function that Coracle calls. */
export interface RunContext {
  /** Aborted when the run is superseded, or what shows it is removed. */
  readonly signal: AbortSignal;
}

/** What a watcher is told. */
export interface Change<T> {
  /** At the start of the commit; the same as `now` when it was triggered. */
  readonly before: T;
  readonly now: T;
  readonly kind: "changed" | "triggered";
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
  | string
  | number
  | bigint
  | null
  | undefined
  | ((context: RunContext) => Bound<View>);

/** An image: its URL, or its bytes. */
export type ImageSource = string | Uint8Array | ArrayBuffer;

/** What a bound function may return: a value, a promise, or an iterator of either kind. */
export type Bound<T> =
  | T
  | Promise<T>
  | Iterator<T, T | void, unknown>
  | AsyncIterator<T, T | void, unknown>;

/** How a binding is doing. `pending`: triggered, and no value of the new run yet. */
export type Status = "idle" | "pending" | "streaming" | "error" | "cancelled";

/** Something that can be shown, in any number of places. */
export interface Viewable {
  /** Shows it in an element, in place of what that contains. Text is a CSS selector. */
  mount(target: string | Element): Mounted;
}

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
  watch(watcher: Handler<Change<T>>): Subscription;
}

/** A component that stands for a value, as an argument of `bind`. It exists for the types only. */
export interface Standing<T> {
  readonly [standsFor]: T;
}
declare const standsFor: unique symbol;

/**
 * A function tied to its sources. It can be shown, read, watched, or bound again; it runs only
 * while somebody does.
 */
export interface Binding<T> extends Viewable, Disposable {
  /** The newest value, or undefined while there is none. */
  readonly value: T | undefined;
  readonly status: Status;
  /** Why the last run failed; its cause is what was thrown. */
  readonly error: Error | undefined;
  /** Calls the watcher for each new value, and keeps the binding running. */
  watch(watcher: Handler<Change<T | undefined>>): Subscription;
}

/** What a source gives to a bound function. */
export type ValueOf<S> =
  S extends Binding<infer T>
    ? T
    : S extends ParameterReference<infer T>
      ? T
      : S extends Standing<infer T>
        ? T
        : S;

/** What comes of a bound function in the end. */
export type ValueOfBound<R> =
  R extends Promise<infer T>
    ? T
    : R extends AsyncIterator<infer T, infer U, never>
      ? T | Exclude<U, void>
      : R extends Iterator<infer T, infer U, never>
        ? T | Exclude<U, void>
        : R;

/**
 * Ties a function to its sources: whenever one of them changes it runs again, and what it gives is
 * the binding's value.
 *
 * A source is a component (which stands for its value; a button is true for the run that a press
 * starts), a parameter, another binding, or a constant. The function may be plain, async, a generator
 * or an async generator. It gets the sources' values and a `RunContext`.
 *
 * A change while it runs supersedes the run: its signal is aborted, its iterator closed so that its
 * `finally` blocks run, and the next run starts when they have. Nothing it gives appears from the
 * change on. A run that ignores its signal is left behind after a grace period, with one warning.
 */
export interface Bind {
  <const S extends readonly unknown[], R>(
    callable: (...values: [...{ -readonly [I in keyof S]: ValueOf<S[I]> }, RunContext]) => R,
    ...sources: S
  ): Binding<ValueOfBound<R>>;
}

export interface SleepOptions {
  /** Clears the timer when it is aborted; the promise rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A page without a browser, in Node only. Its clock stands still except in `advance`. */
export interface HeadlessPage {
  /** Milliseconds of virtual time since the start. */
  readonly now: number;
  /** What a person would read, top to bottom. */
  text(): string;
  markup(): string;
  /**
   * Does something to the first element that is `what`: a class (".coracle-slider"), a tag
   * ("button"), or else a text, a control's label for one. Throws if there is none that hears of it.
   */
  click(what: string): void;
  /** Moves a slider; `release` lets it go there. */
  drag(what: string, value: number): void;
  release(what: string, value: number): void;
  /** Types at the end of a field, key by key; "\b" deletes. */
  type(what: string, text: string): void;
  /** Presses a key by its name: "Enter" in a field makes what was typed its value. */
  press(what: string, key: string): void;
  /** Leaves a field or a slider for another element. */
  leave(what: string): void;
  /** Chooses the option of a place, counted from 0. */
  choose(what: string, index: number): void;
  /** Lets virtual time pass, with everything that is due in it; promises get their turns in between. */
  advance(milliseconds: number): Promise<void>;
  /** What was reported, as "code: message", since it was last asked. */
  reports(): string[];
  /** How many of each thing are alive. */
  counts(): Record<string, number>;
  /** How many elements were made. */
  readonly createdElements: number;
}

export interface LoadOptions {
  /** Where coracle.wasm is, unless beside the package's own file. */
  wasmUrl?: string | URL;
  /** The module's bytes, where they are at hand already. */
  wasmBinary?: BufferSource;
  /** The module, where it is compiled already. */
  wasmModule?: WebAssembly.Module;
  /** Gives the URL for the file named "coracle.wasm". */
  locateFile?: (name: string) => string | URL;
  /** How long, in milliseconds, a superseded run may take to end; the default is 1000. */
  cleanUpGrace?: number;
}

/** What every build offers, besides the components. */
export interface Core {
  readonly bind: Bind;
  /** Waits so many milliseconds, on the clock that everything else in Coracle goes by. */
  sleep(milliseconds: number, options?: SleepOptions): Promise<void>;
  /** Runs a function whose changes, to any components, are made known together at its end. */
  batch<T>(callable: () => T extends Promise<unknown> ? never : T): T;
  /** In Node: the page that everything is shown in. In a browser: undefined. */
  readonly page: HeadlessPage | undefined;
}
