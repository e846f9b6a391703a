// The imports of the browser's ports. They only forward to the host, the object given as
// `Module.host` at instantiation; web/host/host.ts describes it.
addToLibrary({
  coracle_host_turn: () => Module["host"].turn(),
  coracle_host_wake: (delay) => Module["host"].wake(delay),
  coracle_host_frame: () => Module["host"].frame(),
  coracle_host_commit: (words, count, text, bytes) => Module["host"].commit(words, count, text, bytes),
  coracle_host_report: (json, bytes) => Module["host"].report(json, bytes),

  // Emscripten's own callbacks into the module, where a program uses them: of a timer for one. A trap in them must
  // end up where a trap in an export does.
  $callUserCallback__deps: [],
  $callUserCallback: (call) => Module["host"].enter(call),

  coracle_hear_form_resets: () => Module["host"].hearResets(),

  // The files that people choose; see wasm/files.cpp. Only in programs with a FileInput. The browser
  // tells of files at the control itself, on the way down to it, before the host hears of the change.
  $coracleFiles: () => (Module["files"] ??= { chosen: [], all: [undefined], listening: false }),
  coracle_files_listen__deps: ["$coracleFiles"],
  coracle_files_listen: () => {
    const files = coracleFiles();
    if (files.listening) return;
    files.listening = true;
    addEventListener("change", ({ target }) => (files.chosen = [...(target.files ?? [])]), true);
  },
  coracle_files_take__deps: ["$coracleFiles"],
  coracle_files_take: () => {
    const count = coracleFiles().chosen.length;
    coracleFiles().all.push(...coracleFiles().chosen.splice(0));
    return count;
  },
  coracle_file_size__deps: ["$coracleFiles"],
  coracle_file_size: (number) => coracleFiles().all[number].size,
  coracle_file_text_size__deps: ["$coracleFiles", "$lengthBytesUTF8"],
  coracle_file_text_size: (number, which) => lengthBytesUTF8(coracleFiles().all[number][which ? "type" : "name"]),
  coracle_file_copy_text__deps: ["$coracleFiles", "$stringToUTF8Array"],
  coracle_file_copy_text: (number, which, to, capacity) =>
    stringToUTF8Array(coracleFiles().all[number][which ? "type" : "name"], HEAPU8, to >>> 0, capacity),
  coracle_file_read__deps: ["$coracleFiles"],
  coracle_file_read: (number, begin, size, to, done, context) => {
    const tell = (count) => Module["host"].enter(() => {{{ makeDynCall("vpi", "done") }}}(context, count));
    coracleFiles().all[number].slice(begin, begin + size).arrayBuffer().then(
      (buffer) => {
        HEAPU8.set(new Uint8Array(buffer, 0, Math.min(size, buffer.byteLength)), to >>> 0);
        tell(buffer.byteLength);
      },
      () => tell(-1),
    );
  },
  coracle_file_release__deps: ["$coracleFiles"],
  coracle_file_release: (number) => void (coracleFiles().all[number] = undefined),
});
