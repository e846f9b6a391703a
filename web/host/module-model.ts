// The model that a module sees: anywidget's, over the parameters of a `Module` component.
import { encode } from "./bytes-in-json";

type Listener = (...values: unknown[]) => void;

/** What a module may do with its model. Its listeners end with what they were given to. */
export interface ScopedModel {
  get(name: string): unknown;
  set(name: string | Record<string, unknown>, value?: unknown): void;
  save_changes(): void;
  on(name: string, listener: Listener): void;
  off(name?: string | null, listener?: Listener | null): void;
  send(content: unknown, callbacks?: unknown, buffers?: (ArrayBuffer | ArrayBufferView)[]): void;
  readonly widget_manager: { get_model(id: string): Promise<never> };
}

export interface Model {
  scoped(signal: AbortSignal): ScopedModel;
  /** The program has set these. */
  receive(values: Record<string, unknown>): void;
  /** The program has sent a message. It waits until `open`. */
  hear(content: unknown, buffers: DataView[]): void;
  /** There is somebody to listen. */
  open(): void;
  end(): void;
}

interface Entry {
  name: string;
  listener: Listener;
  scope: AbortSignal;
}

/** A style sheet of the module's own, as text or as an address. */
const createStyle = () => {
  let sheet: CSSStyleSheet | undefined;
  let link: HTMLLinkElement | undefined;
  const clear = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    link?.remove();
  };
  return {
    clear,
    show(css: unknown) {
      clear();
      if (typeof css !== "string" || !css) return;
      if (/^(https?:|data:|\.{0,2}\/)\S*$/.test(css) || /^\S+\.css$/.test(css)) {
        link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: css });
        document.head.append(link);
      } else {
        // Not an element of its own, which a strict security policy would refuse.
        (sheet = new CSSStyleSheet()).replaceSync(css);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      }
    },
  };
};

export const createModel = (
  values: Record<string, unknown>,
  say: (json: string, bytes: Uint8Array[]) => void,
): Model => {
  let entries: Entry[] = [];
  let waiting: [unknown, DataView[]][] | undefined = [];
  const unsaved = new Set<string>();
  const style = createStyle();
  style.show(values["_css"]);

  const emit = (name: string, ...details: unknown[]) => {
    for (const entry of [...entries]) {
      if (entry.name !== name || !entries.includes(entry)) continue;
      try {
        entry.listener(...details);
      } catch (error) {
        // One that fails keeps no other from hearing.
        console.error(`coracle: a module's listener of ${name} failed.`, error);
      }
    }
  };

  const assign = (changes: Record<string, unknown>, each: (name: string) => void) => {
    const changed = Object.keys(changes).filter((name) => values[name] !== changes[name]);
    for (const name of changed) {
      values[name] = changes[name];
      each(name);
    }
    for (const name of changed) emit(`change:${name}`, undefined, values[name]);
    if (changed.length) emit("change");
    if (changed.includes("_css")) style.show(values["_css"]);
  };

  return {
    scoped: (scope) => {
      scope.addEventListener("abort", () => (entries = entries.filter((entry) => entry.scope !== scope)));
      return {
        get: (name) => values[name],
        set: (name, value) =>
          assign(typeof name === "string" ? { [name]: value } : name, (changed) => unsaved.add(changed)),
        save_changes() {
          const changes = Object.fromEntries([...unsaved].map((name) => [name, values[name]]));
          if (!unsaved.size) return;
          unsaved.clear();
          say(...encode({ state: changes }));
        },
        on(name, listener) {
          if (scope.aborted) return;
          for (const one of name.split(/\s+/)) entries.push({ name: one, listener, scope });
        },
        off(name, listener) {
          entries = entries.filter(
            (entry) =>
              entry.scope !== scope ||
              (name && !name.split(/\s+/).includes(entry.name)) ||
              (listener && entry.listener !== listener),
          );
        },
        send(content, _callbacks, buffers) {
          say(...encode({ message: buffers?.length ? { ...(content as object), buffers } : content }));
        },
        widget_manager: {
          get_model: (id) => Promise.reject(new Error(`there is no model ${id}: a module of Coracle sees its own only`)),
        },
      };
    },
    receive: (changes) => assign(changes, (name) => unsaved.delete(name)),
    hear(content, buffers) {
      if (waiting) waiting.push([content, buffers]);
      else emit("msg:custom", content, buffers);
    },
    open() {
      const heard = waiting ?? [];
      waiting = undefined;
      for (const [content, buffers] of heard) emit("msg:custom", content, buffers);
    },
    end: style.clear,
  };
};
