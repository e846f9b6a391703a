// The functions of the WebAssembly module, as embind gives them: wasm/javascript/module.cpp has the
// same list. Addresses are numbers; what is returned as an address is the caller's to release.

export type Address = number;

/** A parameter or an event of a component, from its description in C++. */
export interface MemberDescription {
  readonly name: string;
  /** A key of `types`, or "event". */
  readonly type: string;
  readonly initial: unknown;
  readonly doc: string;
}

export interface ComponentDescription {
  readonly name: string;
  readonly members: readonly MemberDescription[];
  /** The place of the member that the component stands for as an argument of `bind`, or -1. */
  readonly value: number;
  /**
   * The methods that take a handler of the component's event, and that make it happen, and the property that tells how
   * often it did; or empty.
   */
  readonly handler: string;
  readonly occur: string;
  readonly count: string;
  /** Its parameters are those that each of them was made with. */
  readonly isOpen: boolean;
}

export interface RawError {
  readonly code: string;
  readonly message: string;
  /** Of what was thrown in JavaScript: that. */
  readonly thrown?: unknown;
  readonly cause?: RawError;
}

/** Texts, or the bytes of a Float64Array. */
export type RawColumn = readonly string[] | Uint8Array;

/** What a handle of a run says. */
export interface RawRun {
  readonly done: boolean;
  readonly status: number;
  readonly startedAt: number;
  readonly reason: string;
  readonly source: string;
  readonly phase: string;
}

/** As `flat` in policies.ts makes them. */
export type OptionNumbers = readonly number[] | undefined;
export type TakesErrors = ((raw: RawError) => unknown) | undefined;

export type Listener = (happened: unknown, context: { readonly signal: AbortSignal }) => unknown;

export type Carry = (value: unknown) => unknown;

export interface Module {
  initialize(): void;
  describe(): ComponentDescription[];
  /** Takes the errors that no binding, watcher or handler takes itself. */
  takeErrors(onError: TakesErrors): void;

  create(type: number, options: readonly unknown[]): Address;
  retainView(view: Address): void;
  releaseView(view: Address): void;
  endWatchers(component: Address): void;
  textView(text: string): Address;
  errorView(message: string): Address;
  keyedView(key: string, view: Address): Address;

  /** Reading records the reader, where C++ runs something that hears of changes. */
  read(component: Address, member: number): unknown;
  /** How often it has happened; of an event only. */
  eventCount(component: Address, member: number): number;
  write(component: Address, member: number, value: unknown): void;
  /** In one batch. */
  writeAll(component: Address, members: readonly number[], values: readonly unknown[]): void;
  trigger(component: Address, member: number): void;
  /** `member`: -1 for a binding. */
  watch(source: Address, member: number, listener: Listener, options: OptionNumbers, onError: TakesErrors): Address;
  /** The parameter takes the values of a binding; gives a subscription. */
  follow(component: Address, member: number, source: Address): Address;
  unfollow(component: Address, member: number): void;
  /** `there` makes a value of `b` of one of `a`, `back` the other way, where it goes both ways. Gives a subscription. */
  link(a: Address, memberA: number, b: Address, memberB: number, there: Carry, back: Carry | undefined): Address;
  /** `places`: an address and a member for each source. */
  watchSeveral(places: readonly number[], listener: Listener, options: OptionNumbers, onError: TakesErrors): Address;
  isWatching(subscription: Address): boolean;
  endWatch(subscription: Address): void;
  releaseSubscription(subscription: Address): void;
  runsOfSubscription(subscription: Address): Address[];

  logText(log: Address, text: string, isError: boolean): void;
  logView(log: Address, view: unknown): void;
  logClear(log: Address, afterNext: boolean): void;

  createSource(): Address;
  retainSource(source: Address): void;
  releaseSource(source: Address): void;
  /** Each returns why it could not be done, or "". */
  sourceSet(source: Address, names: readonly string[], columns: readonly RawColumn[]): string;
  sourceStream(source: Address, names: readonly string[], columns: readonly RawColumn[], rollover: number): string;
  sourcePatch(source: Address, column: string, places: Uint8Array, values: RawColumn): string;
  sourceSize(source: Address): number;
  sourceNames(source: Address): string[];
  sourceColumn(source: Address, name: string): Uint8Array;
  sourceTexts(source: Address, name: string): string[];
  /** `texts`: the columns x and y, the label and the colour. */
  figureAdd(figure: Address, kind: string, source: Address, texts: readonly string[], size: number): void;

  moduleNames(component: Address): string[];
  /** `message`: as `types` has accepted a "value". */
  moduleSend(component: Address, message: unknown): void;

  /** `member`: the place of a layout's `objects`. The places in the list must be there. */
  listSize(layout: Address, member: number): number;
  replaceViews(layout: Address, member: number, first: number, last: number, views: readonly unknown[]): unknown[];
  sliceViews(layout: Address, member: number, first: number, last: number): unknown[];
  reverseViews(layout: Address, member: number): void;

  /** JSON. */
  snapshot(view: Address): string;
  restore(view: Address, json: string): RawError[];
  snapshotToUrl(view: Address): void;
  restoreFromUrl(view: Address): RawError[];

  createBinding(callable: object, isDeferred: boolean): Address;
  addConstant(binding: Address, value: unknown): void;
  addParameter(binding: Address, component: Address, member: number): void;
  addBinding(binding: Address, source: Address): void;
  /** How the source is doing, as a number. */
  addStatus(binding: Address, source: Address): void;
  setOptions(binding: Address, options: OptionNumbers, onError: TakesErrors): void;
  /** As `adaptedOf` in adaptors.ts says. */
  setAdaptors(binding: Address, append: number | undefined, pace: number | undefined): void;
  retainBinding(binding: Address): void;
  releaseBinding(binding: Address): void;
  endBindingWatchers(binding: Address): void;
  bindingView(binding: Address): Address;
  bindingValue(binding: Address): unknown;
  bindingStatus(binding: Address): number;
  bindingError(binding: Address): RawError | undefined;
  retry(binding: Address): void;

  newestRun(binding: Address): Address;
  runsOfBinding(binding: Address): Address[];
  cancelRun(run: Address, reason: string): void;
  runState(run: Address): RawRun;
  releaseRun(run: Address): void;

  settle(slot: number, kind: number, value: unknown): void;
  released(slot: number): void;
  triggerRead(slot: number): void;
  sourceName(source: number): string;
  setGrace(milliseconds: number): void;

  /** Destroys the task of a promise that was not settled yet. */
  abandon(task: Address): void;
  /** `keeps`: 0 the first change, 1 the newest, 2 all. */
  listen(source: Address, member: number, keeps: number): Address;
  takeChange(listener: Address, promise: number): Address;
  hasChange(listener: Address): boolean;
  releaseListener(listener: Address): void;
  drive(promise: number, generator: () => unknown, answer: object): Address;
  /** `limit`: 0 for none. */
  driveAll(promise: number, generators: readonly (() => unknown)[], answer: object, limit: number): Address;
  forEachChange(source: Address, member: number, program: object): Address;
  isTaskDone(task: Address): boolean;
  cancelTask(task: Address): void;
  releaseTask(task: Address): void;
  gather(promise: number, limit: number, elements: readonly unknown[], callable: object): Address;
  withTimeout(promise: number, milliseconds: number, callable: object): Address;

  createLock(name: string): Address;
  programLock(): Address;
  isHeld(lock: Address): boolean;
  releaseLock(lock: Address): void;
  /** `within`: the slot of the run that waits. Gives the address of the permit. */
  acquire(promise: number, lock: Address, within: number): Address;
  releasePermit(permit: Address): void;
  callLocked(promise: number, lock: Address, within: number, callable: object, values: unknown[]): Address;

  /** `options`: count or -1, until or -1, immediately, pacing, late. */
  every(milliseconds: number, callable: object, options: readonly number[]): Address;
  startPeriodic(periodic: Address): void;
  stopPeriodic(periodic: Address): void;
  setPeriod(periodic: Address, milliseconds: number): void;
  /** Running, period, count, skipped, drift. */
  periodicState(periodic: Address): number[];
  releasePeriodic(periodic: Address): void;

  runBatch(): void;
  startSleep(milliseconds: number, id: number): Address;
  cancelSleep(sleeper: Address): void;
  report(failure: { message: string; detail: string }, origin: string): void;

  show(root: number, view: Address): void;
  close(root: number): void;
}

/** What Node's module has beyond that: a page without a browser, on a clock that stands still. */
export interface HeadlessModule extends Module {
  open(): number;
  commit(): void;
  text(): string;
  markup(): string;
  click(what: string): boolean;
  drag(what: string, value: number): boolean;
  release(what: string, value: number): boolean;
  type(what: string, text: string): boolean;
  press(what: string, key: string): boolean;
  leave(what: string): boolean;
  choose(what: string, index: number): boolean;
  /** Takes the size, the name and the type of each; the files themselves stay in `files`. */
  chooseFiles(what: string, files: readonly File[]): boolean;
  files?: { all: (File | undefined)[] };
  now(): number;
  /** Runs what is due first, no later than `until`; false if there is nothing. */
  step(until: number): boolean;
  finish(time: number): void;
  takeReports(): string[];
  faults(): string[];
  createdElements(): number;
  counts(): Record<string, number>;
}
