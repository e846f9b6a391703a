// ES modules in the page, with the contract of anywidget: what a `Module` component shows.
import { ModulePart } from "../../build/generated/patch";
import { decode } from "./bytes-in-json";
import { errorBox, messageOf } from "./errors";
import { createModel, type Model } from "./module-model";

/** A clean-up function, or nothing. */
type CleanUp = (() => unknown) | null | undefined | void;

/** What a module exports by default, or what that returns when it is a function. */
interface Widget {
  initialize?(context: { model: unknown; signal: AbortSignal }): CleanUp | Promise<CleanUp>;
  render?(context: { model: unknown; el: Element; signal: AbortSignal }): CleanUp | Promise<CleanUp>;
}

export interface Modules {
  /** Does what one operation `module` says. Throws when that cannot be done. */
  tell(node: Node, part: number, json: string, bytes: Uint8Array[]): void;
  /** Ends whatever is shown in the node. */
  free(node: Node): void;
  freeAll(): void;
}

/** Tells the program something: JSON, in which {"$bytes":0} stands for the first of the bytes. */
export type Say = (node: Node, json: string, bytes: Uint8Array[]) => void;

/** A model and what is shown of it. It ends with its last view. */
interface Shown {
  model: Model;
  views: Map<Node, AbortController>;
  ready: Promise<Widget>;
  end: AbortController;
}

/** Those of Coracle, by name. Who bundles a page sees by them what belongs to it. */
export type OwnModules = Readonly<Record<string, () => Promise<unknown>>>;

const imported = (url: string, own?: OwnModules): Promise<unknown> => {
  const name = /^coracle:(.*)/.exec(url)?.[1];
  if (name && own?.[name]) return own[name]();
  // Coracle's own lie beside the file that this is part of.
  const address = name ? new URL(`./${name}.mjs`, import.meta.url) : new URL(url, document.baseURI);
  return import(/* @vite-ignore */ address.href);
};

const load = async (url: string, own?: OwnModules): Promise<Widget> => {
  const exported = (await imported(url, own)) as Widget & { default?: unknown };
  const main = exported.default ?? exported;
  const widget = (typeof main === "function" ? await (main as () => unknown)() : main) as Widget | undefined;
  if (typeof widget?.render !== "function") {
    throw new Error("it has no render({ model, el }): export it by default, in an object");
  }
  return widget;
};

export const createModules = (say: Say, own?: OwnModules): Modules => {
  const models = new Map<number, Shown>();
  const places = new Map<Node, Shown>();

  /** Runs a part of a module until `end`; its clean-up is called then, also when it comes late. */
  const live = async (part: Promise<CleanUp> | CleanUp, { signal }: AbortController) => {
    const cleanUp = await part;
    if (typeof cleanUp !== "function") return;
    if (signal.aborted) await cleanUp();
    else signal.addEventListener("abort", () => void attempt(cleanUp), { once: true });
  };
  const attempt = async (cleanUp: () => unknown) => {
    try {
      await cleanUp();
    } catch (error) {
      // Its place is gone, and with it whom to tell.
      console.error("coracle: a module's clean-up failed.", error);
    }
  };

  const start = async (shown: Shown, url: string): Promise<Widget> => {
    const widget = await load(url, own);
    if (!shown.end.signal.aborted) {
      const { signal } = shown.end;
      await live(widget.initialize?.({ model: shown.model.scoped(signal), signal }), shown.end);
    }
    return widget;
  };

  const render = async (shown: Shown, node: Element, view: AbortController) => {
    const { signal } = view;
    node.setAttribute("aria-busy", "true");
    try {
      const widget = await shown.ready;
      if (signal.aborted) return;
      await live(widget.render!({ model: shown.model.scoped(signal), el: node, signal }), view);
      shown.model.open();
    } catch (error) {
      if (signal.aborted) return;
      // What it had begun to listen to it hears no more, and messages wait for nobody.
      view.abort();
      shown.model.open();
      node.replaceChildren(errorBox(`This module cannot be shown: ${messageOf(error)}`));
      say(node, JSON.stringify({ error: messageOf(error) }), []);
    } finally {
      node.removeAttribute("aria-busy");
    }
  };

  const show = (node: Element, number: number, url: string, state: Record<string, unknown>) => {
    let shown = models.get(number);
    if (shown) {
      shown.model.receive(state);
    } else {
      const speak = (json: string, bytes: Uint8Array[]) => {
        // The first of its places speaks for it.
        for (const place of made.views.keys()) return say(place, json, bytes);
      };
      const made: Shown = {
        model: createModel(state, speak),
        views: new Map(),
        end: new AbortController(),
        ready: Promise.resolve({}),
      };
      made.ready = start(made, url);
      // Whoever shows it says that it failed.
      made.ready.catch(() => {});
      models.set(number, (shown = made));
      shown.end.signal.addEventListener("abort", () => models.delete(number));
    }
    const view = new AbortController();
    shown.views.set(node, view);
    places.set(node, shown);
    void render(shown, node, view);
  };

  const free = (node: Node) => {
    // Asked of every node that goes.
    const shown = places.size && places.get(node);
    if (!shown) return;
    places.delete(node);
    shown.views.get(node)!.abort();
    shown.views.delete(node);
    if (shown.views.size) return;
    shown.end.abort();
    shown.model.end();
  };

  return {
    tell(node, part, json, bytes) {
      // Copied: the memory is the program's.
      const views = bytes.map((block) => new DataView(block.slice().buffer));
      const content = decode(json, views) as { model: number; url: string; state: Record<string, unknown>; content: unknown };
      if (part === ModulePart.show) {
        if (!(node instanceof Element) || places.has(node)) throw new Error("no place for a module");
        return show(node, content.model, content.url, content.state);
      }
      const shown = places.get(node);
      if (!shown) throw new Error("there is no module at the node");
      if (part === ModulePart.update) shown.model.receive(content.state);
      else if (part === ModulePart.message) shown.model.hear(content.content, views);
      else throw new Error("there is no such part");
    },
    free,
    freeAll: () => [...places.keys()].forEach(free),
  };
};
