// The imports of the bindings to JavaScript. They only forward to the hooks, the object given as
// `Module.javascript` at instantiation; web/npm/coracle.ts has them.
{
  const forward = {
    coracle_javascript_start: (slot, callable, values, phase, source) =>
      Module["javascript"].start(slot, Emval.toValue(callable), Emval.toValue(values), phase, source),
    coracle_javascript_next: (slot, how, value) => Module["javascript"].next(slot, how, Emval.toValue(value)),
    coracle_javascript_take: (slot) => Emval.toHandle(Module["javascript"].take(slot)),
    coracle_javascript_leave: (slot) => Module["javascript"].leave(slot),
    coracle_javascript_leave_behind: (slot) => Module["javascript"].leaveBehind(slot),
    coracle_javascript_wake: (sleeper) => Module["javascript"].wake(sleeper),
    coracle_javascript_resolve: (promise, value) => Module["javascript"].resolve(promise, Emval.toValue(value)),
    coracle_javascript_reject: (promise, error) => Module["javascript"].reject(promise, Emval.toValue(error)),
    coracle_javascript_batch: () => Module["javascript"].batch(),
    coracle_javascript_view: (value) => Module["javascript"].view(Emval.toValue(value)),
    coracle_javascript_component: (type, pointer) =>
      Emval.toHandle(Module["javascript"].component(type, pointer >>> 0)),
    coracle_javascript_binding: (pointer) =>
      Emval.toHandle(Module["javascript"].binding(pointer >>> 0)),
    coracle_javascript_keyed: (pointer) => Emval.toHandle(Module["javascript"].keyed(pointer >>> 0)),
    coracle_javascript_source: (pointer) => Emval.toHandle(Module["javascript"].source?.(pointer >>> 0)),
    coracle_javascript_source_address: (source) => Module["javascript"].sourceAddress(Emval.toValue(source)),
    coracle_javascript_number: (value) => Emval.toHandle(value),
    coracle_javascript_boolean: (value) => Emval.toHandle(!!value),
    coracle_javascript_text: (text, bytes) => Emval.toHandle(UTF8ToString(text, bytes, true)),
    coracle_javascript_file: (number) => Emval.toHandle(Module["files"].all[number]),
    coracle_javascript_json: (text, bytes) =>
      Emval.toHandle(bytes ? JSON.parse(UTF8ToString(text, bytes, true)) : undefined),
    coracle_javascript_value: (text, bytes, blocks) =>
      Emval.toHandle(Module["javascript"].decode(UTF8ToString(text, bytes, true), Emval.toValue(blocks))),
    coracle_javascript_number_of: (value) => Number(Emval.toValue(value)),
    coracle_javascript_text_size: (value) => lengthBytesUTF8(Emval.toValue(value)),
    coracle_javascript_copy_text: (value, to, bytes) =>
      stringToUTF8Array(Emval.toValue(value), HEAPU8, to >>> 0, bytes + 1),
    coracle_javascript_element: (array, index) => Emval.toHandle(Emval.toValue(array)[index]),
    coracle_javascript_append: (array, value) => void Emval.toValue(array).push(Emval.toValue(value)),
    coracle_javascript_bytes: (from, size) => Emval.toHandle(HEAPU8.slice(from >>> 0, (from >>> 0) + size)),
    coracle_javascript_copy_bytes: (from, to, size) =>
      HEAPU8.set(Emval.toValue(from).subarray(0, size), to >>> 0),
  };
  const dependencies = {};
  for (const name of Object.keys(forward)) dependencies[`${name}__deps`] = ["$Emval", "$UTF8ToString", "$lengthBytesUTF8", "$stringToUTF8Array"];
  addToLibrary({ ...forward, ...dependencies });

  // In place of Emscripten's own, which embind's std::string goes by, too. Those count half of a character as four
  // bytes and leave out what follows it, but write three; and longer texts lose a byte order mark.
  addToLibrary({
    $UTF8Decoder: 'new TextDecoder("utf-8", { ignoreBOM: true })',
    $lengthBytesUTF8: (text) => {
      let bytes = text.length;
      for (let i = 0; i < text.length; ++i) {
        const code = text.codePointAt(i);
        if (code > 0x7f) ++bytes;
        if (code > 0x7ff) ++bytes;
        if (code > 0xffff) ++i;
      }
      return bytes;
    },
    $coracleEncoder: "new TextEncoder()",
    $stringToUTF8Array__deps: ["$coracleEncoder"],
    $stringToUTF8Array: (text, heap, at, size) => {
      const { written } = coracleEncoder.encodeInto(text, heap.subarray(at >>>= 0, at + size - 1));
      heap[at + written] = 0;
      return written;
    },
  });
}
