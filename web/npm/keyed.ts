// keyed: a view with a name in the list that it stands in.
import { addressOf, createCollection, disposeSymbol, type Runtime } from "./handles";
import type { Address } from "./module";
import { shown } from "./types";
import { isNothing, isViewable } from "./views";

/** `viewOf` gives the address of a value as a view, with a count for the caller. */
export const createKeyed = (runtime: Runtime, viewOf: (value: unknown) => Address) => {
  const { module } = runtime;
  const views = createCollection(runtime, "view", (address) => module.releaseView(address));

  class Keyed {
    constructor(address: Address) {
      views.adopt(this, address);
    }
    mount(target: unknown) {
      addressOf(this, runtime);
      return runtime.mount(this, target);
    }
    dispose() {
      views.dispose(this);
    }
    [disposeSymbol]() {
      this.dispose();
    }
  }

  return {
    keyed(key: unknown, view: unknown): object | null {
      if (typeof key !== "string" && typeof key !== "number") {
        throw new TypeError(`coracle: keyed(key, view) takes a text or a number as its key, not ${shown(key)}`);
      }
      if (!isViewable(view)) throw new TypeError(`coracle: keyed(key, view) was given ${shown(view)} as its view`);
      if (isNothing(view)) return null;
      const content = viewOf(view);
      const address = runtime.call(() => module.keyedView(String(key), content));
      runtime.enter(() => module.releaseView(content));
      return new Keyed(address);
    },
    /** The object for a view that is neither text, nor a component, nor a binding. */
    wrap(address: Address): object {
      const there = views.find(address);
      if (there) return there;
      module.retainView(address);
      return new Keyed(address);
    },
  };
};
