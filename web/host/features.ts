// What a host can do. A bundle for one program leaves out what that has no use for.

/** Set when an app is bundled. */
declare const CORACLE_MODULES: boolean | undefined;
declare const CORACLE_OBJECT_URLS: boolean | undefined;
declare const CORACLE_FORMS: boolean | undefined;
declare const CORACLE_KEYS: boolean | undefined;
declare const CORACLE_SCROLL: boolean | undefined;
declare const CORACLE_THREADS: boolean | undefined;
declare const CORACLE_WITH_THREADS: string | undefined;

/** Whether ES modules can be shown. */
export const hasModules = typeof CORACLE_MODULES === "undefined" || CORACLE_MODULES;
/** Whether bytes can be shown. */
export const hasObjectUrls = typeof CORACLE_OBJECT_URLS === "undefined" || CORACLE_OBJECT_URLS;
/** Whether controls can hear of the reset of a form. */
export const hasForms = typeof CORACLE_FORMS === "undefined" || CORACLE_FORMS;
/** Whether elements can keep keys to themselves. */
export const hasKeys = typeof CORACLE_KEYS === "undefined" || CORACLE_KEYS;
/** Whether it is told how far what scrolls is scrolled, and what gets the focus comes into sight no further than it must. */
export const hasScroll = typeof CORACLE_SCROLL === "undefined" || CORACLE_SCROLL;
/** Whether the program has threads, and so its memory is shared. */
export const hasThreads = typeof CORACLE_THREADS !== "undefined" && CORACLE_THREADS;
/** Bytes of the program's memory as the browser decodes and shows them. */
export const unshared: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> = hasThreads
  ? (bytes) => bytes.slice()
  : (bytes) => bytes;
/** The file name of the same app with threads, which lies beside the bundle; empty where there is none. */
export const withThreads = typeof CORACLE_WITH_THREADS === "undefined" ? "" : CORACLE_WITH_THREADS;
