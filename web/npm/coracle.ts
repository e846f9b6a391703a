// What `load` gives: the API over one instance of the module, wherever that runs.
import { decode } from "../host/bytes-in-json";
import { append, pace } from "./adaptors";
import { createBindings } from "./bindings";
import { createChanges } from "./changes";
import { createComponents } from "./components";
import { createDataSources } from "./data-sources";
import { createExecutions } from "./executions";
import { addressOf, createSubscriptions, disposeSymbol, type Runtime } from "./handles";
import type { Address, Module } from "./module";
import { createInteract } from "./interact";
import { createKeyed } from "./keyed";
import { createLink } from "./links";
import { createLocks } from "./locks";
import { createPeriodic } from "./periodic";
import * as policies from "./policies";
import { createPromises } from "./promises";
import { createRuns } from "./runs";
import { createSnapshots } from "./snapshots";
import { createSources } from "./sources";
import { createTasks } from "./tasks";
import { shown } from "./types";
import { createBatch, createSleep } from "./waiting";
import { createWatching } from "./watching";
import { heldBy, isNothing, isText } from "./views";

/** Where the module runs: in a page, or on a fake one. */
export interface Platform<M extends Module = Module> {
  readonly module: M;
  /** Runs what leads into the module; what leaves that as an exception stops the module. */
  enter(call: () => void): void;
  warn(text: string): void;
  /** Gives the module a root for the target, and what lets go of it afterwards. */
  open(target: unknown): { readonly root: number; close(): void };
  /** After a view was shown. */
  settle(): void;
  counts(): Record<string, number>;
  readonly page: object | undefined;
}

/** What the module calls; wasm/javascript/library.js forwards to it. None of it throws. */
export type Hooks = Record<string, (...values: never[]) => unknown>;

export const defaultGrace = 1000;

/**
 * `connect` gives the platform for the hooks: the module is instantiated with them, and they need
 * the module.
 */
export const createCoracle = async (
  connect: (hooks: () => Hooks) => Promise<Platform>,
  grace: number,
): Promise<object> => {
  let hooks: Hooks = {};
  const platform = await connect(() => hooks);
  const { module, enter } = platform;

  const runtime: Runtime = {
    module,
    enter,
    call(callable) {
      let result: { readonly value: ReturnType<typeof callable> } | undefined;
      enter(() => (result = { value: callable() }));
      if (!result) throw new Error("coracle: the module has stopped; see the error before this one");
      return (result as { readonly value: ReturnType<typeof callable> }).value;
    },
    mount(view, target) {
      runtime.call(() => {}); // before anything is done to the page
      const { root, close } = platform.open(target);
      const address = viewOf(view);
      runtime.call(() => module.show(root, address));
      enter(() => module.releaseView(address));
      platform.settle();
      let mounted = true;
      const dispose = () => {
        if (!mounted) return;
        mounted = false;
        enter(() => module.close(root));
        close();
      };
      return { dispose, [disposeSymbol]: dispose, counts: platform.counts };
    },
  };

  const executions = createExecutions(platform, () => grace);
  const makeRun = createRuns(runtime, executions);
  const subscribe = createSubscriptions(runtime, makeRun);
  const components = createComponents({
    runtime,
    subscribe,
    bind: (...given) => bindings.bind(...given),
  });
  const sources = createSources(runtime, components);
  const bindings = createBindings({ runtime, subscribe, sources, makeRun });
  const { promised, resolve, reject } = createPromises(runtime);
  const { sleep, wake } = createSleep(runtime);
  const { batch, run } = createBatch(runtime);

  /** The view with a count for the caller. */
  const viewOf = (value: unknown): Address => {
    if (isNothing(value)) return 0;
    if (isText(value)) return module.textView(String(value));
    const object = typeof value === "function" ? bindings.ofFunction(value) : value;
    const held = heldBy(object);
    if (held?.kind === "binding") return module.bindingView(addressOf(object, runtime));
    if (held?.kind !== "component" && held?.kind !== "view") {
      return module.errorView(
        `${shown(value)} cannot be shown: give a component, a binding, text, a number, ` +
          "a function without parameters, or null",
      );
    }
    const address = addressOf(object, runtime);
    module.retainView(address);
    return address;
  };
  const dataSources = createDataSources(runtime);
  const { keyed, wrap: wrapView } = createKeyed(runtime, viewOf);

  hooks = {
    ...executions,
    wake,
    resolve,
    reject,
    batch: run,
    view(value: unknown) {
      try {
        return viewOf(value);
      } catch (error) {
        return module.errorView((error as Error).message);
      }
    },
    component: components.wrap,
    binding: bindings.wrap,
    keyed: wrapView,
    source: dataSources.wrap,
    sourceAddress: (source: object) => heldBy(source)!.address,
    decode,
  };
  runtime.call(() => {
    module.initialize();
    module.setGrace(grace);
  });
  const { skip, latest, queue, drop, parallel, immediate, frame, debounce, throttle, onCommit } = policies;
  return Object.freeze({
    ...components.classes,
    ...createChanges(runtime, sources, promised),
    ...createTasks(runtime, promised),
    ...createWatching(runtime, subscribe, sources),
    ...createInteract(components.classes, bindings.bind, (component) => components.valueMember(component) >= 0),
    ...createSnapshots(runtime, viewOf),
    ...createLink(runtime, subscribe, sources, components),
    ...createLocks(runtime, promised),
    ColumnDataSource: dataSources.ColumnDataSource,
    ...{ skip, latest, queue, drop, parallel, immediate, frame, debounce, throttle, onCommit },
    append,
    pace,
    keyed,
    bind: bindings.bind,
    every: createPeriodic(runtime),
    sleep,
    batch,
    page: platform.page,
  });
};
