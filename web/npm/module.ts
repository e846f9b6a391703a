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
  /** The methods that take a handler of the component's event, and that make it happen; or empty. */
  readonly handler: string;
  readonly occur: string;
}

export interface RawError {
  readonly code: string;
  readonly message: string;
  readonly thrown: unknown;
}

export type Listener = (happened: unknown, context: { readonly signal: AbortSignal }) => unknown;

export interface Module {
  initialize(): void;
  describe(): ComponentDescription[];

  create(type: number, options: readonly unknown[]): Address;
  retainView(view: Address): void;
  releaseView(view: Address): void;
  endWatchers(component: Address): void;
  textView(text: string): Address;
  errorView(message: string): Address;

  /** Reading records the reader, where C++ runs something that hears of changes. */
  read(component: Address, member: number): unknown;
  write(component: Address, member: number, value: unknown): void;
  trigger(component: Address, member: number): void;
  watch(component: Address, member: number, listener: Listener): Address;
  isWatching(subscription: Address): boolean;
  endWatch(subscription: Address): void;
  releaseSubscription(subscription: Address): void;

  logText(log: Address, text: string, isError: boolean): void;
  logView(log: Address, view: unknown): void;
  logClear(log: Address, afterNext: boolean): void;

  createBinding(callable: object, isDeferred: boolean): Address;
  addConstant(binding: Address, value: unknown): void;
  addParameter(binding: Address, component: Address, member: number): void;
  addBinding(binding: Address, source: Address): void;
  retainBinding(binding: Address): void;
  releaseBinding(binding: Address): void;
  endBindingWatchers(binding: Address): void;
  bindingView(binding: Address): Address;
  bindingValue(binding: Address): unknown;
  bindingStatus(binding: Address): number;
  bindingError(binding: Address): RawError | undefined;
  watchBinding(binding: Address, listener: Listener): Address;

  settle(slot: number, kind: number, value: unknown): void;
  released(slot: number): void;
  setGrace(milliseconds: number): void;

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
  now(): number;
  /** Runs what is due first, no later than `until`; false if there is nothing. */
  step(until: number): boolean;
  finish(time: number): void;
  takeReports(): string[];
  faults(): string[];
  createdElements(): number;
  counts(): Record<string, number>;
}
