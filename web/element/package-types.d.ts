// The custom element <coracle-app>, which importing this defines: in a browser only.

/** A running app. */
export interface App {
  /** Ends the app: cancels its runs, frees all it held, empties its root. */
  dispose(): void;
  /** How many of each thing are alive. All are 0 after `dispose`. */
  counts(): Record<string, number>;
}

/**
 * An app inside a static page: `<coracle-app src="generator.mjs">This needs JavaScript.</coracle-app>`. What it
 * contains is shown whenever the app is not running. `src` is relative to the page.
 */
export class CoracleApp extends HTMLElement {
  /** The running app. */
  get app(): App | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    "coracle-app": CoracleApp;
  }
  interface HTMLElementEventMap {
    "coracle-ready": CustomEvent<{ app: App }>;
    "coracle-error": CustomEvent<{ error: unknown }>;
  }
}
