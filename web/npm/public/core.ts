// What `load` gives, and how it is asked for.
import type {
  append,
  debounce,
  pace,
  parallel,
  Policy,
  queue,
  Rate,
  RunContext,
  Skip,
  throttle,
  WatchOptions,
} from "./runs";
import type { ColumnDataSourceConstructor } from "./data";
import type { State } from "./snapshots";
import type { Interact } from "./interact";
import type { ListMethods } from "./lists";
import type { LinkEnd, LinkOptions } from "./links";
import type { Bind, Component, Handler, HappenedTo, Keyed, Pulse, Source, Subscription, View } from "./views";
import type {
  Changes,
  LatestChange,
  LockConstructor,
  Periodic,
  PeriodOptions,
  SleepOptions,
  TaskHandle,
  WaitOptions,
  WithLock,
} from "./waiting";

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
  /** Chooses files. That they have bytes is known, not what those are. */
  chooseFiles(what: string, files: readonly File[]): void;
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
  /**
   * Calls a function, once per commit, when any of the sources has changed, with an array that has, in
   * the order of the sources, what happened to each: nothing where it has not changed.
   */
  watch<const S extends readonly [Source<unknown>, ...Source<unknown>[]]>(
    sources: S,
    watcher: Handler<{ -readonly [I in keyof S]: HappenedTo<S[I]> | undefined }>,
    options?: WatchOptions,
  ): Subscription;
  /**
   * Makes a parameter take the value of another, now and whenever that changes. Either is a parameter,
   * or a component that stands for one. It lasts until it is disposed of, or either of the two goes, and
   * keeps neither alive. What a link has set does not come back, though `back` be not quite the opposite
   * of `transform`.
   */
  link<A, B>(source: LinkEnd<A>, target: LinkEnd<B>, options?: LinkOptions<A, B>): Subscription;
  readonly interact: Interact<Component & ListMethods>;
  /**
   * The values of all parameters of a view and of what it holds. What is no component (a text, a
   * binding) is null in it. A keyed view is found by its key, others by their place.
   */
  snapshot(view: View): State;
  /**
   * Sets the parameters that a snapshot of such a view has, all in one batch. What does not fit is left
   * out, with an error of its own; the rest is restored. A text is read as JSON.
   */
  restore(view: View, state: State | string): Error[];
  /** The same in the fragment of the page's URL, beside what else that has; the history gets no new entry. */
  snapshotToUrl(view: View): void;
  /** Without such a fragment there is nothing to restore, and no error. */
  restoreFromUrl(view: View): Error[];
  /** Takes the errors that no `onError` of a binding, watcher or handler takes; null: nobody does. */
  onError(handler: ((error: Error) => void) | null): void;
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
  readonly ColumnDataSource: ColumnDataSourceConstructor;
  readonly Lock: LockConstructor;
  /**
   * Bodies run one at a time, in order of arrival, also while they wait for something. The result is
   * a function like any other: a handler, or one to bind. Who is cancelled leaves the line.
   */
  readonly withLock: WithLock;
  /** Calls a function again and again; a call never begins before the last one is over. */
  every(milliseconds: number, tick: (context: RunContext) => void | Promise<void>, options?: PeriodOptions): Periodic;
  /**
   * The same view with a name in the list that it will stand in: shown again in another list, one of
   * the same key takes over the nodes of the former, wherever those stood. Nothing for null.
   */
  keyed(key: string | number, view: View): Keyed | null;
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
