// The JavaScript libraries behind one interface, as js-reactivity-benchmark wraps them.
import { computed, effect, effectScope, endBatch, signal, startBatch } from "alien-signals";
import * as preact from "@preact/signals-core";

function alienSignals() {
  let scope;
  return {
    signal(initial) {
      const data = signal(initial);
      return { read: () => data(), write: (value) => data(value) };
    },
    computed(f) {
      const data = computed(f);
      return { read: () => data() };
    },
    effect: (f) => effect(f),
    batch(f) {
      startBatch();
      f();
      endBatch();
    },
    build(f) {
      let result;
      scope = effectScope(() => {
        result = f();
      });
      return result;
    },
    end() {
      scope();
      scope = undefined;
    },
  };
}

function preactSignals() {
  let ends = [];
  return {
    signal(initial) {
      const data = preact.signal(initial);
      return { read: () => data.value, write: (value) => (data.value = value) };
    },
    computed(f) {
      const data = preact.computed(f);
      return { read: () => data.value };
    },
    effect: (f) => ends.push(preact.effect(f)),
    batch: (f) => preact.batch(f),
    build: (f) => f(),
    end() {
      for (const end of ends) end();
      ends = [];
    },
  };
}

export const frameworks = {
  "alien-signals": alienSignals,
  "@preact/signals-core": preactSignals,
};
