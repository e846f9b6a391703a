// What a host can do. A bundle for one program leaves out what that has no use for.

/** Set when an app is bundled. */
declare const CORACLE_MODULES: boolean | undefined;

/** Whether ES modules can be shown. */
export const hasModules = typeof CORACLE_MODULES === "undefined" || CORACLE_MODULES;
