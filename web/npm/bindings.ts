// Bindings: JavaScript functions tied to their sources by C++.
import { errorFrom } from "./failures";
import { addressOf, checkListener, createRegistry, disposeSymbol } from "./handles";
import type { ComponentTools } from "./components";
import type { Address } from "./module";
import { shown } from "./types";
import { functionKind, heldBy, hold } from "./views";

/** In the order of Status in include/coracle/flow/status.hpp. */
const statuses = ["idle", "pending", "streaming", "error", "cancelled"] as const;

export interface BindingTools extends ComponentTools {
  valueMember(component: object): number;
}

export const createBindings = ({ runtime, subscribe, valueMember }: BindingTools) => {
  const { module } = runtime;
  const known = new Map<Address, WeakRef<object>>();
  const registry = createRegistry(runtime, (address) => {
    if (!known.get(address)?.deref()) known.delete(address);
    module.releaseBinding(address);
  });
  const at = (binding: object) => addressOf(binding, runtime);

  class Binding {
    constructor(address: Address) {
      hold(this, { owner: runtime, kind: "binding", address });
      known.set(address, new WeakRef(this));
      registry.add(this, address);
      Object.freeze(this);
    }
    get value() {
      const address = at(this);
      return runtime.call(() => module.bindingValue(address));
    }
    get status() {
      const address = at(this);
      return statuses[runtime.call(() => module.bindingStatus(address))];
    }
    get error() {
      const address = at(this);
      const raw = runtime.call(() => module.bindingError(address));
      return raw && errorFrom(raw);
    }
    watch(watcher: unknown) {
      const listener = checkListener(watcher, "a binding's watch");
      const address = at(this);
      return subscribe(runtime.call(() => module.watchBinding(address, listener)));
    }
    mount(target: unknown) {
      at(this);
      return runtime.mount(this, target);
    }
    dispose() {
      const held = heldBy(this)!;
      const { address } = held;
      if (!address) return;
      held.address = 0;
      known.delete(address);
      runtime.call(() => module.endBindingWatchers(address));
      registry.release(this, address);
    }
    [disposeSymbol]() {
      this.dispose();
    }
  }

  /** What adds the source to a binding. What is wrong with it is thrown here. */
  const adding = (source: unknown): ((binding: Address) => void) => {
    const held = heldBy(source);
    if (held?.kind === "parameter") {
      const component = addressOf(held.component!, runtime);
      return (binding) => module.addParameter(binding, component, held.member!);
    }
    const address = held && addressOf(source as object, runtime);
    if (held?.kind === "binding") return (binding) => module.addBinding(binding, address!);
    const member = held ? valueMember(source as object) : -1;
    if (member < 0) return (binding) => module.addConstant(binding, source);
    return (binding) => module.addParameter(binding, address!, member);
  };

  const bind = (callable: unknown, ...sources: unknown[]) => {
    if (typeof callable !== "function") {
      throw new TypeError(`coracle: bind(function, …sources) was given ${shown(callable)} as its function`);
    }
    const add = sources.map(adding);
    return runtime.call(() => {
      const address = module.createBinding(callable, functionKind(callable) !== "plain");
      for (const addTo of add) addTo(address);
      return new Binding(address);
    });
  };

  // A function that is shown is bound to nothing, once.
  const shownFunctions = new WeakMap<object, object>();

  return {
    bind,
    ofFunction(callable: object): object {
      const there = shownFunctions.get(callable);
      if (there && heldBy(there)?.address) return there;
      const binding = bind(callable);
      shownFunctions.set(callable, binding);
      return binding;
    },
    wrap(address: Address): object {
      const there = known.get(address)?.deref();
      if (there) return there;
      module.retainBinding(address);
      return new Binding(address);
    },
  };
};
