// The host: the page behind one instance of a module. It applies commits, reports events, keeps
// time, and keeps whatever goes wrong inside the module from going further.
import { errorBox, messageOf } from "./errors";
import { EventKind } from "../../build/generated/patch";
import { createEvents, type PageEvent } from "./events";
import { hasForms, hasModules, hasObjectUrls, hasThreads, unshared } from "./features";
import { createModules, type OwnModules, type Say } from "./modules";
import { createObjectUrls } from "./object-urls";
import { createPatcher } from "./patch";
import { createScheduler } from "./scheduler";

/** What the module calls, by way of wasm/library/coracle.js. Pointers are byte addresses. */
export interface HostImports {
  turn(): void;
  /** Milliseconds from now; below 0 cancels. */
  wake(delay: number): void;
  frame(): void;
  commit(words: number, count: number, text: number, bytes: number): void;
  /** An error that went unhandled, as JSON of a Report in UTF-8. */
  report(pointer: number, bytes: number): void;
  /** Runs a callback that leads into the module from elsewhere, a finished request for one. */
  enter(call: () => void): void;
  /** From now on controls hear a `change` when a form around them was reset. Only in programs with such controls. */
  hearResets?(): void;
}

/** What the host calls in the module. */
export interface HostExports {
  _coracle_turn(): void;
  _coracle_wake(): void;
  _coracle_frame(now: number): void;
  _coracle_event(id: number, kind: number, value: number, flags: number, textBytes: number): void;
  _coracle_text_buffer(capacity: number): number;
  /** Room for bytes that go with the next event. Only where the program has modules. */
  _coracle_message_bytes?(size: number): number;
}

/** An error that nobody in the module took. */
export interface Report {
  code: string;
  message: string;
  origin?: string;
  detail?: string;
}

export interface Host extends HostImports {
  /** Connects the module, once it is instantiated and before anything in it runs. */
  attach(exports: HostExports, memory: WebAssembly.Memory): void;
  /**
   * Lets the module use an element under a number. Its content makes way for the first commit; its
   * class `coracle` is what the style sheet goes by.
   */
  adopt(id: number, root: Element): void;
  /** Lets go of one root, which the module has closed, and empties it. */
  release(root: Element): void;
  /** Runs the frame that was asked for, if any, now. */
  flush(): void;
  /** Lets go of the page: listeners, timers, object URLs, and what the roots contain. */
  dispose(): void;
  counts(): { hostNodes: number; listeners: number; objectUrls: number };
}

export interface HostOptions {
  /**
   * Called once when the module has failed in a way it cannot go on from (a trap, a malformed
   * patch). By then its roots show the error, and nothing in it will run again.
   */
  onStop(error: unknown): void;
  onReport?(report: Report): void;
  /** How to load Coracle's own ES modules, unless they are files beside this one. */
  ownModules?: OwnModules;
}

const print = ({ code, message, origin, detail }: Report) =>
  console.error(
    `coracle [${code}]: ${message}${origin ? ` (${origin})` : ""}${detail ? `\n${detail}` : ""}`,
  );

export const createHost = ({ onStop, onReport = print, ownModules }: HostOptions): Host => {
  let exports: HostExports;
  let memory: WebAssembly.Memory;
  let stopped = false;
  let depth = 0;
  let waiting: (() => void)[] = [];
  const roots = new Set<Element>();
  const untouched = new Set<Element>();
  const encoder = new TextEncoder();

  const stop = () => {
    stopped = true;
    waiting = [];
    scheduler.stop();
    events.removeRoots();
    if (hasObjectUrls) urls?.freeAll();
    if (hasModules) modules?.freeAll();
    patcher.clear();
  };

  const fail = (error: unknown) => {
    if (stopped) return;
    stop();
    for (const root of roots) {
      const box = errorBox(`This app stopped: ${messageOf(error)}`);
      if (untouched.has(root)) root.append(box);
      else root.replaceChildren(box);
    }
    onStop(error);
  };

  const deliver = ({ target, id, kind, value, flags, text }: PageEvent) => {
    // The node may have been freed, and its number taken, since the event happened.
    if (patcher.idOf(target) !== id) return;
    let bytes = 0;
    if (text) {
      const capacity = text.length * 3;
      const buffer = exports._coracle_text_buffer(capacity) >>> 0;
      // The view is made after the call, which may have made the memory grow.
      if (hasThreads) {
        const encoded = encoder.encode(text);
        new Uint8Array(memory.buffer).set(encoded, buffer);
        bytes = encoded.length;
      } else {
        bytes = encoder.encodeInto(text, new Uint8Array(memory.buffer, buffer, capacity)).written;
      }
    }
    exports._coracle_event(id, kind, value, flags, bytes);
  };

  // Every way into the module. What leaves it as an exception is the end of this module, but of
  // nothing else on the page. Events that the module itself causes wait until it has returned.
  const enter = (call: () => void) => {
    if (stopped) return;
    ++depth;
    try {
      call();
      while (depth === 1 && waiting.length) waiting.shift()!();
    } catch (error) {
      fail(error);
    } finally {
      --depth;
    }
  };

  const release = (root: Element) => {
    roots.delete(root);
    untouched.delete(root);
    events.removeRoot(root);
    root.replaceChildren();
    root.classList.remove("coracle");
  };

  const urls = hasObjectUrls ? createObjectUrls() : undefined;
  const post = (call: () => void) => {
    waiting.push(call);
    if (!depth) enter(() => {});
  };
  const tell: Say = (target, text, blocks) =>
    post(() => {
      // Its bytes would be taken for those of the next message.
      const id = patcher.idOf(target);
      if (!id) return;
      for (const block of blocks) {
        const at = exports._coracle_message_bytes!(block.length) >>> 0;
        new Uint8Array(memory.buffer).set(block, at);
      }
      deliver({ target, id, kind: EventKind.message, value: 0, flags: 0, text });
    });
  const modules = hasModules ? createModules(tell, ownModules) : undefined;
  const patcher = createPatcher((kind) => events.listen(kind), urls, modules);
  const events = createEvents(patcher.idOf, (event) => post(() => deliver(event)));
  const scheduler = createScheduler({
    turn: () => enter(() => exports._coracle_turn()),
    wake: () => enter(() => exports._coracle_wake()),
    frame: (now) => enter(() => exports._coracle_frame(now)),
  });

  return {
    turn: scheduler.turn,
    wake: scheduler.wake,
    frame: scheduler.frame,
    ...(hasForms && { hearResets: events.hearResets }),
    flush: scheduler.flush,
    enter,
    commit(words, count, text, bytes) {
      if (stopped) return;
      for (const root of untouched) root.replaceChildren();
      untouched.clear();
      patcher.apply(memory, words >>> 0, count, text >>> 0, bytes);
    },
    report(pointer, bytes) {
      const json = new TextDecoder().decode(unshared(new Uint8Array(memory.buffer, pointer >>> 0, bytes)));
      onReport(JSON.parse(json) as Report);
    },
    attach(moduleExports, moduleMemory) {
      exports = moduleExports;
      memory = moduleMemory;
    },
    adopt(id, root) {
      roots.add(root);
      untouched.add(root);
      root.classList.add("coracle");
      patcher.adopt(id, root);
      events.addRoot(root);
    },
    release,
    dispose() {
      if (!stopped) stop();
      for (const root of roots) release(root);
    },
    counts: () => ({
      hostNodes: patcher.nodeCount(),
      listeners: events.listenerCount(),
      objectUrls: hasObjectUrls ? urls!.count() : 0,
    }),
  };
};
