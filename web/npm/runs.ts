// Handles of runs.
import { statuses } from "../../build/generated/runs";
import { createRegistry, type Runtime } from "./handles";
import type { Address, RawRun } from "./module";
import { shown } from "./types";

/** What an aborted signal's reason is, other than that the run was superseded or removed. */
export interface Reasons {
  withReason(reason: unknown, call: () => void): void;
}

export const createRuns = (runtime: Runtime, { withReason }: Reasons) => {
  const { module } = runtime;
  const registry = createRegistry(runtime, (address) => module.releaseRun(address));

  class Run {
    readonly #address: Address;
    constructor(address: Address) {
      this.#address = address;
      registry.add(this, address);
    }
    #state(): RawRun {
      return runtime.call(() => module.runState(this.#address));
    }
    cancel(reason?: unknown) {
      const text = reason === undefined ? "" : reason instanceof Error ? reason.message : typeof reason === "string" ? reason : shown(reason);
      runtime.call(() => withReason(reason, () => module.cancelRun(this.#address, text)));
    }
    get done() {
      return this.#state().done;
    }
    get status() {
      return statuses[this.#state().status];
    }
    get startedAt() {
      return this.#state().startedAt;
    }
    get reason() {
      return this.#state().reason;
    }
    get trigger() {
      const { source, phase } = this.#state();
      return { source, phase };
    }
  }

  return (address: Address) => new Run(address);
};
