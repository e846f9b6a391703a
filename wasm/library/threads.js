// The imports of the port to threads, in programs built with them. A thread is a Web Worker that runs the same
// script; there is no host in it.
addToLibrary({
  coracle_threads_started__deps: ["$PThread"],
  coracle_threads_started: (thread, deliver) => {
    Module["deliver"] = () => Module["host"].enter({{{ makeDynCall("v", "deliver") }}});
    Module["endThreads"] = PThread.terminateAllThreads;
    // What is fatal on a thread is fatal for the program.
    PThread.pthreads[thread].onerror = (event) => {
      event.preventDefault();
      Module["host"].enter(() => {
        throw new Error(event.message);
      });
    };
  },
  coracle_threads_end__deps: ["$PThread", "$terminateWorker"],
  coracle_threads_end: (thread) => {
    terminateWorker(PThread.pthreads[thread]);
    delete PThread.pthreads[thread];
  },
  coracle_threads_wake: () => postMessage({ cmd: {{{ CMD_CALL_HANDLER }}}, handler: "deliver", args: [] }),

  $callUserCallback__deps: [],
  $callUserCallback: (call) => (ENVIRONMENT_IS_PTHREAD ? call() : Module["host"].enter(call)),
});
