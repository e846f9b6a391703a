// What scripts hold of C++: addresses with a count each, let go of by `dispose` or after the garbage
// collector has found that nobody uses the object any more.
import type { Address, Listener, Module } from "./module";
import { flat, watchNames } from "./policies";
import { functionKind, heldBy, hold, type Held } from "./views";
import { shown } from "./types";

/** `Symbol.dispose`, or what stands in for it where there is none yet. */
export const disposeSymbol: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");

/** A loaded module, as the objects see it. */
export interface Runtime {
  readonly module: Module;
  /** Calls into the module; throws if it has stopped. */
  call<T>(callable: () => T): T;
  /** The same where there is nobody to throw to. */
  enter(callable: () => void): void;
  mount(view: object, target: unknown): object;
}

/** The address of an object of this module; throws if it was disposed of. */
export const addressOf = (object: object, runtime: Runtime): Address => {
  const held = heldBy(object)!;
  if (held.owner !== runtime) throw new Error("coracle: this belongs to another load() of the package");
  if (!held.address) throw new Error("coracle: this was disposed of");
  return held.address;
};

/** Calls `release` for what objects stood for that are no more. */
export const createRegistry = (runtime: Runtime, release: (address: Address, module: Module) => void) => {
  const registry = new FinalizationRegistry<Address>((address) =>
    runtime.enter(() => release(address, runtime.module)),
  );
  return {
    add: (object: object, address: Address) => registry.register(object, address, object),
    /** At once; the object stands for nothing from now on. */
    release(object: object, address: Address) {
      registry.unregister(object);
      runtime.enter(() => release(address, runtime.module));
    },
  };
};

/**
 * The objects of one kind: the same one for an address as long as somebody has it. `end` is called
 * when one is disposed of, before it is let go.
 */
export const createCollection = (
  runtime: Runtime,
  kind: Held["kind"],
  release: (address: Address, module: Module) => void,
  end?: (address: Address) => void,
) => {
  const known = new Map<Address, WeakRef<object>>();
  const registry = createRegistry(runtime, (address, module) => {
    if (!known.get(address)?.deref()) known.delete(address);
    release(address, module);
  });
  return {
    adopt(object: object, address: Address) {
      hold(object, { owner: runtime, kind, address });
      known.set(address, new WeakRef(object));
      registry.add(object, address);
    },
    find: (address: Address) => known.get(address)?.deref(),
    dispose(object: object) {
      const held = heldBy(object)!;
      const { address } = held;
      if (!address) return;
      held.address = 0;
      known.delete(address);
      if (end) runtime.call(() => end(address));
      registry.release(object, address);
    },
  };
};

/** A function that hears of events: generators are refused, for nobody would run them. */
export const checkListener = (listener: unknown, what: string): Listener => {
  if (typeof listener !== "function") {
    throw new TypeError(`coracle: ${what} takes a function, not ${shown(listener)}`);
  }
  if (functionKind(listener) === "generator") {
    throw new TypeError(
      `coracle: ${what} takes a function or an async function; a generator would never run. ` +
        "To show what it yields, use bind.",
    );
  }
  return listener as Listener;
};

export const createSubscriptions = (runtime: Runtime, makeRun: (address: Address) => object) => {
  const { module } = runtime;
  const registry = createRegistry(runtime, (address) => module.releaseSubscription(address));

  class Subscription {
    #address: Address;
    constructor(address: Address) {
      this.#address = address;
      registry.add(this, address);
    }
    get active(): boolean {
      return this.#address !== 0 && runtime.call(() => module.isWatching(this.#address));
    }
    get runs(): object[] {
      return this.#address ? runtime.call(() => module.runsOfSubscription(this.#address)).map(makeRun) : [];
    }
    dispose() {
      const address = this.#address;
      if (!address) return;
      this.#address = 0;
      runtime.call(() => module.endWatch(address));
      registry.release(this, address);
    }
    [disposeSymbol]() {
      this.dispose();
    }
  }

  /** Calls the listener each time, under the options of a watcher. */
  const subscribe = (address: Address, member: number, listener: unknown, what: string, options?: unknown) => {
    const checked = checkListener(listener, what);
    const { numbers, onError } = flat(options, what, watchNames);
    return new Subscription(runtime.call(() => module.watch(address, member, checked, numbers, onError)));
  };
  const several = (places: readonly number[], listener: unknown, options?: unknown) => {
    const checked = checkListener(listener, "watch");
    const { numbers, onError } = flat(options, "watch", watchNames);
    return new Subscription(runtime.call(() => module.watchSeveral(places, checked, numbers, onError)));
  };
  return Object.assign(subscribe, { several, to: (address: Address) => new Subscription(address) });
};

export type Subscribe = ReturnType<typeof createSubscriptions>;
