// Bindings: JavaScript functions tied to their sources by C++.
import { statuses } from "../../build/generated/runs";
import { adaptedOf } from "./adaptors";
import { errorFrom } from "./failures";
import { addressOf, createCollection, disposeSymbol } from "./handles";
import type { ComponentTools } from "./components";
import type { Address } from "./module";
import { flat } from "./policies";
import type { Sources } from "./sources";
import { shown } from "./types";
import { heldBy, isPlainObject } from "./views";

type Callable = (...values: unknown[]) => unknown;
/** Adds a source to a binding. */
type Add = (binding: Address) => void;

export interface BindingTools extends ComponentTools {
  readonly sources: Sources;
  makeRun(address: Address): object;
}

const statusName = (status: number) => statuses[status];

export const createBindings = ({ runtime, subscribe, sources: { placeOf }, makeRun }: BindingTools) => {
  const { module } = runtime;
  const bindings = createCollection(
    runtime,
    "binding",
    (address) => module.releaseBinding(address),
    (address) => module.endBindingWatchers(address),
  );
  const at = (binding: object) => addressOf(binding, runtime);
  const statusSources = new WeakMap<object, object>();

  class Binding {
    constructor(address: Address) {
      bindings.adopt(this, address);
      Object.freeze(this);
    }
    get value() {
      const address = at(this);
      return runtime.call(() => module.bindingValue(address));
    }
    set value(_: unknown) {
      throw new TypeError("coracle: a binding's value is what its function gives, and cannot be set; set what it is bound to");
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
    /** One for the binding, as long as somebody has it. */
    get statusSource(): object {
      const there = statusSources.get(this);
      if (there && heldBy(there)?.address) return there;
      const address = at(this);
      const source = runtime.call(() => {
        const status = module.createBinding(statusName, false);
        module.addStatus(status, address);
        return new Binding(status);
      });
      statusSources.set(this, source);
      return source;
    }
    get run() {
      const address = at(this);
      return makeRun(runtime.call(() => module.newestRun(address)));
    }
    get runs() {
      const address = at(this);
      return runtime.call(() => module.runsOfBinding(address)).map(makeRun);
    }
    with(options: unknown) {
      const address = at(this);
      const { numbers, onError } = flat(options, "with");
      runtime.call(() => module.setOptions(address, numbers, onError));
      return this;
    }
    retry() {
      const address = at(this);
      runtime.call(() => module.retry(address));
    }
    watch(watcher: unknown, options?: unknown) {
      return subscribe(at(this), -1, watcher, "a binding's watch", options);
    }
    mount(target: unknown) {
      at(this);
      return runtime.mount(this, target);
    }
    dispose() {
      bindings.dispose(this);
    }
    [disposeSymbol]() {
      this.dispose();
    }
  }

  /** What adds the source to a binding. What is wrong with it is thrown here. */
  const adding = (source: unknown): Add => {
    const place = placeOf(source);
    if (!place) return (binding) => module.addConstant(binding, source);
    const { address, member } = place;
    return member < 0
      ? (binding) => module.addBinding(binding, address)
      : (binding) => module.addParameter(binding, address, member);
  };

  /** A function of an object of values as one of values. */
  const named = (callable: Callable, names: readonly string[]) => {
    const positional = (...values: unknown[]) =>
      callable(Object.fromEntries(names.map((name, index) => [name, values[index]])), values[names.length]);
    return Object.defineProperty(positional, "name", { value: callable.name });
  };

  /** Where the function is the value of a source. What it will return is known only when it does. */
  const ofSource = (source: unknown, add: readonly Add[], takenBy: (f: Callable) => Callable) => {
    if (!placeOf(source)) {
      throw new TypeError(`coracle: bind(function, …sources) was given ${shown(source)} as its function`);
    }
    const call = (f: unknown, ...values: unknown[]) => {
      if (typeof f !== "function") throw new TypeError(`coracle: the source of bind's function gave ${shown(f)}`);
      return takenBy(f as Callable)(...values);
    };
    return runtime.call(() => {
      const address = module.createBinding(call, false);
      for (const addTo of [adding(source), ...add]) addTo(address);
      return new Binding(address);
    });
  };

  const bind = (given: unknown, ...sources: unknown[]) => {
    const [first] = sources;
    const isKeyword = sources.length === 1 && isPlainObject(first);
    const add = (isKeyword ? Object.values(first) : sources).map(adding);
    const takenBy = (f: Callable) => (isKeyword ? named(f, Object.keys(first)) : f);
    if (typeof given !== "function") return ofSource(given, add, takenBy);
    const { callable, kind, append, pace } = adaptedOf(given);
    const isAdapted = append !== undefined || pace !== undefined;
    const called = takenBy(callable);
    return runtime.call(() => {
      const address = module.createBinding(called, isAdapted || kind !== "plain");
      if (isAdapted) module.setAdaptors(address, append, pace);
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
      const there = bindings.find(address);
      if (there) return there;
      module.retainBinding(address);
      return new Binding(address);
    },
  };
};
