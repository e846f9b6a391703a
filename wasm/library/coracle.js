// The imports of the browser's ports. They only forward to the host, the object given as
// `Module.host` at instantiation; web/host/host.ts describes it.
addToLibrary({
  coracle_host_turn: () => Module["host"].turn(),
  coracle_host_wake: (delay) => Module["host"].wake(delay),
  coracle_host_frame: () => Module["host"].frame(),
  coracle_host_commit: (words, count, text, bytes) => Module["host"].commit(words, count, text, bytes),
  coracle_host_report: (json, bytes) => Module["host"].report(json, bytes),

  // Emscripten's own callbacks into the module, of a finished request for one. A trap in them must
  // end up where a trap in an export does.
  $callUserCallback__deps: [],
  $callUserCallback: (call) => Module["host"].enter(call),
});
