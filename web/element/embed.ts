// The custom element <coracle-app>: an app inside a static page. The npm package has it, bundled, as browser/embed.mjs;
// package-types.d.ts has its types there.
//
//     <script type="module" src="coracle/embed.mjs"></script>
//     <coracle-app src="generator.mjs">This needs JavaScript.</coracle-app>
//
// What the element contains is shown whenever the app is not running: until it runs, when it cannot
// (then with the reason), after it has stopped. Taking the element out of the page frees all the
// app held; putting it back starts it anew. `src` is relative to the page and is read at that
// moment; changing it later does nothing until then. Other attributes are left to the page.
//
// Events, which bubble: `coracle-ready` (detail: { app }) and `coracle-error` (detail: { error }).
import type { App, MountOptions } from "../host/app";
import { errorBox, messageOf } from "../host/errors";

type Mount = (target: Element, options?: MountOptions) => Promise<App>;

/** The part of an app's .mjs that the element uses. */
interface AppModule {
  mount?: Mount;
}

const loadMount = async (source: string | null, base: string): Promise<Mount> => {
  if (!source) throw new Error('<coracle-app> needs the address of an app: src="name.mjs".');
  const { mount } = (await import(new URL(source, base).href)) as AppModule;
  if (!mount) throw new Error(`${source} is not a Coracle app: it exports no mount().`);
  return mount;
};

export class CoracleApp extends HTMLElement {
  #app: App | undefined;
  #fallback: Node[] = [];
  #reason: Element | undefined;
  /** Counts the element's times in the page, so that what was begun in a former one is known. */
  #time = 0;

  /** The running app. */
  get app(): App | undefined {
    return this.#app;
  }

  connectedCallback(): void {
    void this.#start(++this.#time);
  }

  disconnectedCallback(): void {
    ++this.#time;
    this.#stop();
  }

  /** Moving the element by moveBefore() leaves the app running. */
  connectedMoveCallback(): void {}

  async #start(time: number): Promise<void> {
    const root = document.createElement("div");
    const onStop = (error: Error) => this.#fail(error);
    try {
      const mount = await loadMount(this.getAttribute("src"), this.baseURI);
      if (time !== this.#time) return;
      const app = await mount(root, { onStop });
      if (time !== this.#time) return app.dispose();
      this.#app = app;
      this.#fallback = [...this.childNodes];
      this.replaceChildren(root);
      this.#tell("coracle-ready", { app });
    } catch (error) {
      if (time !== this.#time) return;
      console.error(`coracle: ${this.getAttribute("src") ?? "<coracle-app>"} cannot run.`, error);
      this.#fail(error);
    }
  }

  #stop(): void {
    this.#reason?.remove();
    this.#reason = undefined;
    if (!this.#app) return;
    this.#app.dispose();
    this.#app = undefined;
    this.replaceChildren(...this.#fallback.splice(0));
  }

  #fail(error: unknown): void {
    this.#stop();
    this.#reason = errorBox(`This app cannot run: ${messageOf(error)}`);
    this.append(this.#reason);
    this.#tell("coracle-error", { error });
  }

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
}

if (!customElements.get("coracle-app")) customElements.define("coracle-app", CoracleApp);

// The package's types say the same.
CoracleApp satisfies typeof import("./package-types").CoracleApp;
