import { setTimeout as sleep } from "node:timers/promises";

/** Waits for so many milliseconds, or until the other side has gone. */
export const wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => {});
