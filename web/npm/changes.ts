// Waiting for changes.
import { createRegistry, disposeSymbol, type Runtime } from "./handles";
import type { Address } from "./module";
import { signalOf, type Promised, type Waiting } from "./promises";
import type { Sources } from "./sources";
import { shown } from "./types";
import { functionKind } from "./views";

/** As in `listen` of wasm/javascript/waiting.cpp. */
const keeps = { first: 0, newest: 1, all: 2 } as const;

export const createChanges = (runtime: Runtime, { changing, happening }: Sources, promised: Promised) => {
  const { module } = runtime;
  const listeners = createRegistry(runtime, (address) => module.releaseListener(address));
  const tasks = createRegistry(runtime, (address) => module.releaseTask(address));

  const listen = (source: unknown, kept: number, what: string, find = changing): Address => {
    const { address, member } = find(source, what);
    return runtime.call(() => module.listen(address, member, kept));
  };
  const take = (listener: Address, signal: AbortSignal | undefined) =>
    promised<unknown>(signal, (id) => module.takeChange(listener, id));

  const first = (source: unknown, options: Waiting | undefined, what: string, find = changing) => {
    const signal = signalOf(options, what);
    const listener = listen(source, keeps.first, what, find);
    const promise = take(listener, signal);
    runtime.enter(() => module.releaseListener(listener));
    return promise;
  };

  class LatestChange {
    #address: Address;
    constructor(source: unknown) {
      this.#address = listen(source, keeps.newest, "latestChange");
      listeners.add(this, this.#address);
    }
    get hasChange(): boolean {
      return this.#address !== 0 && runtime.call(() => module.hasChange(this.#address));
    }
    next(options?: Waiting): Promise<unknown> {
      if (!this.#address) throw new Error("coracle: this was disposed of");
      return take(this.#address, signalOf(options, "next"));
    }
    dispose() {
      const address = this.#address;
      this.#address = 0;
      if (address) listeners.release(this, address);
    }
    [disposeSymbol]() {
      this.dispose();
    }
  }

  class Changes implements AsyncIterableIterator<unknown> {
    readonly #ended = new AbortController();
    readonly #signal: AbortSignal | undefined;
    #address: Address;
    #last: Promise<unknown> = Promise.resolve();

    constructor(source: unknown, options: Waiting | undefined) {
      this.#signal = signalOf(options, "changes");
      this.#address = listen(source, keeps.all, "changes");
      listeners.add(this, this.#address);
      this.#signal?.addEventListener("abort", this.dispose, { once: true });
      if (this.#signal?.aborted) this.dispose();
    }
    async #take(): Promise<IteratorResult<unknown>> {
      if (!this.#ended.signal.aborted) {
        try {
          return { done: false, value: await take(this.#address, this.#ended.signal) };
        } catch (error) {
          if (!this.#ended.signal.aborted) throw error;
        }
      }
      this.#signal?.throwIfAborted();
      return { done: true, value: undefined };
    }
    /** One after the other: each change goes to the one that asked first. */
    next(): Promise<IteratorResult<unknown>> {
      const next = () => this.#take();
      const result = this.#last.then(next, next);
      this.#last = result;
      return result;
    }
    return(value?: unknown): Promise<IteratorResult<unknown>> {
      this.dispose();
      return Promise.resolve({ done: true, value });
    }
    [Symbol.asyncIterator]() {
      return this;
    }
    readonly dispose = () => {
      const address = this.#address;
      if (!address) return;
      this.#address = 0;
      this.#signal?.removeEventListener("abort", this.dispose);
      this.#ended.abort();
      listeners.release(this, address);
    };
    [disposeSymbol]() {
      this.dispose();
    }
  }

  class TaskHandle {
    readonly #address: Address;
    constructor(address: Address) {
      this.#address = address;
      tasks.add(this, address);
    }
    get done(): boolean {
      return runtime.call(() => module.isTaskDone(this.#address));
    }
    cancel() {
      runtime.call(() => module.cancelTask(this.#address));
    }
    dispose() {
      this.cancel();
    }
    [disposeSymbol]() {
      this.cancel();
    }
  }

  return {
    nextChange: (source: unknown, options?: Waiting) => first(source, options, "nextChange"),
    next: (event: unknown, options?: Waiting) => first(event, options, "next", happening),
    nextClick: (button: unknown, options?: Waiting) => first(button, options, "nextClick", happening),
    latestChange: (source: unknown) => new LatestChange(source),
    changes: (source: unknown, options?: Waiting) => new Changes(source, options),
    forEachChange(source: unknown, program: unknown) {
      if (typeof program !== "function" || functionKind(program) === "async") {
        throw new TypeError(`coracle: forEachChange takes a generator function, not ${shown(program)}`);
      }
      const { address, member } = changing(source, "forEachChange");
      return new TaskHandle(runtime.call(() => module.forEachChange(address, member, program)));
    },
  };
};

