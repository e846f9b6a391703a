// Watching several sources, and errors that nobody else takes.
import { errorFrom } from "./failures";
import type { Runtime, Subscribe } from "./handles";
import type { Sources } from "./sources";
import { shown } from "./types";

export const createWatching = (runtime: Runtime, subscribe: Subscribe, { changing }: Sources) => ({
  watch(sources: unknown, watcher: unknown, options?: unknown) {
    if (!Array.isArray(sources) || sources.length === 0) {
      throw new TypeError(`coracle: watch([source, …], f) was given ${shown(sources)} as its sources`);
    }
    const places = sources.flatMap((source) => {
      const { address, member } = changing(source, "watch");
      return [address, member];
    });
    return subscribe.several(places, watcher, options);
  },
  onError(handler: unknown) {
    if (handler !== null && typeof handler !== "function") {
      throw new TypeError(`coracle: onError takes a function, or null, not ${shown(handler)}`);
    }
    const take = handler as ((error: Error) => unknown) | null;
    runtime.call(() => runtime.module.takeErrors(take ? (raw) => take(errorFrom(raw)) : undefined));
  },
});
