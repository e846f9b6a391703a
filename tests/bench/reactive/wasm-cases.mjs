import { kairo, parts } from "./definitions.mjs";

/** The cases on the compiled module, in the form that runner.mjs times. */
export async function wasmCases(moduleUrl) {
  const { default: instantiate } = await import(moduleUrl);
  const module = await instantiate();
  return {
    tally: () => ({ wrong: module._tally_wrong(), runs: module._tally_runs(), sum: module._tally_sum() }),
    kairo: {
      build: (name) => module._kairo_build(kairo.indexOf(name)),
      iterate: module._kairo_iterate,
      end: module._kairo_end,
    },
    sbench: {
      sample(part, n, updates, now) {
        const which = parts.indexOf(part);
        module._sbench_prepare(which, part.sources);
        const start = now();
        module._sbench_run(which, n, updates);
        const time = now() - start;
        module._sbench_end();
        return time;
      },
    },
    cellx: {
      build: module._cellx_build,
      window: module._cellx_window,
      end: module._cellx_end,
    },
    dynamic: {
      build: ({ width, layers, fixed, reads, share }) => module._dynamic_build(width, layers, fixed, reads, share),
      run: module._dynamic_run,
      end: module._dynamic_end,
    },
  };
}
