// The imports of the port to threads, in programs built with them. A thread is a Web Worker that runs the same
// script; there is no host in it.
addToLibrary({
  // Those that have not come to their end, which is also heard when the host has stopped.
  $coracleThreads: {
    running: new Set(),
    hear: ({ data }) => data.cmd === {{{ CMD_CLEANUP_THREAD }}} && coracleThreads.running.delete(data.thread),
  },
  coracle_threads_started__deps: ["$PThread", "$terminateWorker", "$coracleThreads"],
  coracle_threads_started: (thread, hosted) => {
    const worker = PThread.pthreads[thread];
    coracleThreads.running.add(thread);
    worker.addEventListener("message", coracleThreads.hear);
    worker.onerror = (event) => {
      event.preventDefault();
      Module["host"].enter(() => {
        // What is fatal on a thread is fatal for the program.
        if (event instanceof ErrorEvent) throw new Error(event.message);
        // It was not loaded. Its stack stays, in the list of all threads, which only a thread itself leaves.
        terminateWorker(worker);
        delete PThread.pthreads[thread];
        coracleThreads.running.delete(thread);
        Module["_coracle_threads_lost"](hosted);
      });
    };
  },
  coracle_threads_end__deps: ["$PThread", "$terminateWorker", "$coracleThreads"],
  coracle_threads_end: (thread) => {
    terminateWorker(PThread.pthreads[thread]);
    delete PThread.pthreads[thread];
    coracleThreads.running.delete(thread);
  },
  coracle_threads_wake: () => postMessage({ cmd: {{{ CMD_CALL_HANDLER }}}, handler: "deliver", args: [] }),
  // Also for threads that the program has started by itself.
  coracle_threads_wake__deps: ["$PThread", "$coracleThreads"],
  coracle_threads_wake__postset: `
    Module["deliver"] = () => Module["host"].enter(Module["_coracle_threads_deliver"]);
    Module["endThreads"] = () => {
      PThread.terminateAllThreads();
      return coracleThreads.running.size;
    };`,

  $callUserCallback__deps: [],
  $callUserCallback: (call) => (ENVIRONMENT_IS_PTHREAD ? call() : Module["host"].enter(call)),
});
