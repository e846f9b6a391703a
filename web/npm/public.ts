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
  /** The calls of an async function that are under way or wait for their turn, oldest first. */
  readonly runs: readonly Run[];
}

/** A place in the page that shows a view. Disposing of it cancels what runs and empties the place. */
export interface Mounted extends Disposable {
  /** How many of each thing are alive in the module, so that leaks can be seen. */
  counts(): Record<string, number>;
}

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
}

/** Named sources: a plain object, which is none of the things that stand for a value themselves. */
export interface SourceRecord {
  readonly [name: string]: unknown;
  readonly mount?: never;
  readonly component?: never;
}

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
  /** Waits for the next change of a source; gives what it left behind. */
  nextChange<T>(source: Source<T>, options?: WaitOptions): Promise<T>;
  /** Waits for the next time that an event happens. */
  next(event: Source<Pulse>, options?: WaitOptions): Promise<Pulse>;
  /** Waits for the next press of a button. */
  nextClick(button: Source<Pulse>, options?: WaitOptions): Promise<Pulse>;
  /** Remembers the newest change from now on. */
  latestChange<T>(source: Source<T>): LatestChange<T>;
  /** Every change from now on, in order; none is lost: `for await (const value of changes(slider))`. */
  changes<T>(source: Source<T>, options?: WaitOptions): Changes<T>;
  /** Runs a generator that is sent each change where it yields; in an async one use `changes`. */
  forEachChange<T>(source: Source<T>, program: (context: RunContext) => Generator<unknown, unknown, T>): TaskHandle;
  /**
   * Runs a generator as a program: what it yields are requests, what it is sent are the answers, which
   * the function gives, or promises. What that throws is thrown where the generator stands.
   */
  drive<Request, Answer>(
    generator: Generator<Request, unknown, Answer>,
    answer: (request: Request, context: RunContext) => Answer | Promise<Answer>,
    options?: WaitOptions,
  ): Promise<void>;
  /** Drives many generators at once, with so many requests in flight at most. */
  driveAll<Request, Answer>(
    generators: Iterable<Generator<Request, unknown, Answer>>,
    answer: (request: Request, context: RunContext) => Answer | Promise<Answer>,
    options?: WaitOptions & { readonly limit?: number | undefined },
  ): Promise<void>;
  /**
   * Calls a function with each element, so many at a time, and gives the values in their order. The
   * first that fails cancels the others.
   */
  gather<T, R>(
    limit: number,
    elements: Iterable<T>,
    callable: (element: T, context: RunContext) => R | Promise<R>,
    options?: WaitOptions,
  ): Promise<R[]>;
  /**
   * Waits for so many milliseconds at most; then the function's signal is aborted, and the promise
   * rejects with an error of code "timeout".
   */
  withTimeout<T>(
    milliseconds: number,
    awaited: PromiseLike<T> | ((context: RunContext) => T | Promise<T>),
    options?: WaitOptions,
  ): Promise<T>;
  readonly Lock: LockConstructor;
  /**
   * Bodies run one at a time, in order of arrival, also while they wait for something. The result is
   * a function like any other: a handler, or one to bind. Who is cancelled leaves the line.
   */
  readonly withLock: WithLock;
  /** Calls a function again and again; a call never begins before the last one is over. */
  every(milliseconds: number, tick: (context: RunContext) => void | Promise<void>, options?: PeriodOptions): Periodic;
  readonly append: typeof append;
  readonly pace: typeof pace;
  readonly skip: Skip;
  readonly latest: Policy;
  readonly queue: typeof queue;
  readonly drop: Policy;
  readonly parallel: typeof parallel;
  readonly immediate: Rate;
  readonly frame: Rate;
  readonly debounce: typeof debounce;
  readonly throttle: typeof throttle;
  readonly onCommit: Rate;
  /** Runs a function whose changes, to any components, are made known together at its end. */
  batch<T>(callable: () => T extends Promise<unknown> ? never : T): T;
  /** In Node: the page that everything is shown in. In a browser: undefined. */
  readonly page: HeadlessPage | undefined;
}
