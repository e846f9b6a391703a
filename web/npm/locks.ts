// Locks, and functions that hold one while they run.
import { Context } from "./executions";
import { createRegistry, disposeSymbol, type Runtime } from "./handles";
import type { Address } from "./module";
import { signalOf, type Promised, type Waiting } from "./promises";
import { checkFunction } from "./tasks";
import { shown } from "./types";
import { functionKind } from "./views";

export const createLocks = (runtime: Runtime, promised: Promised) => {
  const { module } = runtime;
  const locks = createRegistry(runtime, (address) => module.releaseLock(address));
  const permits = createRegistry(runtime, (address) => module.releasePermit(address));
  const addresses = new WeakMap<object, Address>();

  class Permit {
    #address: Address;
    constructor(address: Address) {
      this.#address = address;
      permits.add(this, address);
    }
    release() {
      const address = this.#address;
      this.#address = 0;
      if (address) permits.release(this, address);
    }
    dispose() {
      this.release();
    }
    [disposeSymbol]() {
      this.release();
    }
  }

  const at = (lock: object): Address => {
    const address = addresses.get(lock);
    if (!address) throw new Error("coracle: this lock was disposed of, or belongs to another load() of the package");
    return address;
  };

  class Lock {
    readonly name: string;
    constructor(name: string = "unnamed") {
      if (typeof name !== "string") throw new TypeError(`coracle: new Lock(name) was given ${shown(name)}`);
      this.name = name;
      const address = runtime.call(() => module.createLock(name));
      addresses.set(this, address);
      locks.add(this, address);
    }
    get held(): boolean {
      const address = at(this);
      return runtime.call(() => module.isHeld(address));
    }
    async acquire(options?: Waiting): Promise<Permit> {
      const address = at(this);
      const signal = signalOf(options, "acquire");
      const within = Context.slotOf(signal);
      return new Permit(await promised<Address>(signal, (id) => module.acquire(id, address, within)));
    }
    dispose() {
      const address = addresses.get(this);
      addresses.delete(this);
      if (address) locks.release(this, address);
    }
    [disposeSymbol]() {
      this.dispose();
    }
  }

  let programLock: Address = 0;

  const withLock = (...given: unknown[]) => {
    const callable = checkFunction(given.pop(), "withLock");
    const [lock] = given;
    if (given.length > 1 || (lock !== undefined && !(lock instanceof Lock))) {
      throw new TypeError(`coracle: withLock(f) or withLock(lock, f) was given ${shown(lock)} as its lock`);
    }
    if (functionKind(callable) === "generator") {
      throw new TypeError(
        "coracle: withLock takes a function or an async function; a generator would hold the lock from " +
          "one value to the next: acquire it where it is needed",
      );
    }
    const locked = async (...values: unknown[]) => {
      const context = values.at(-1);
      const signal = context instanceof Context ? context.signal : undefined;
      programLock ||= runtime.call(() => module.programLock());
      const address = lock ? at(lock) : programLock;
      const within = Context.slotOf(signal);
      return promised(signal, (id) => module.callLocked(id, address, within, callable, values));
    };
    return Object.defineProperty(locked, "name", { value: callable.name });
  };

  return { Lock, withLock };
};
