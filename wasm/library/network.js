// The browser's `fetch` behind the network port; see wasm/network.cpp. Only in programs that fetch.
addToLibrary({
  // Those under way, by the address of their exchange. What is told to one that is not here any more,
  // or is another by now, finds nobody.
  $coracleTransfers: "new Map()",
  // What `coracle_transfer_take` copies: pieces of bytes.
  $coracleTransferred: "{ pieces: [] }",

  // Text of the program's, all of it. Shared memory is decoded from a copy only.
  $coracleText: (from, size) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(HEAPU8.slice(from, from + size)),

  // `text` is the address, the method, and the headers' names and values, with a NUL between each.
  coracle_transfer_start__deps: ["$coracleTransfers", "$coracleTransferred", "$coracleText"],
  coracle_transfer_start: (exchange, tell, text, textSize, body, bodySize, options) => {
    const [url, method, ...parts] = coracleText(text, textSize).split("\0");
    const init = {
      method,
      headers: [],
      credentials: ["same-origin", "include", "omit"][options & 3],
      redirect: options & 4 ? "error" : "follow",
    };
    for (let i = 0; i < parts.length; i += 2) init.headers.push(parts.slice(i, i + 2));
    if (bodySize) init.body = HEAPU8.slice(body, body + bodySize);
    const controller = new AbortController();
    init.signal = controller.signal;

    const transfer = { abort: () => controller.abort() };
    coracleTransfers.set(exchange, transfer);
    // The events are those of wasm/network.cpp.
    const say = (event, pieces, size) => {
      if (coracleTransfers.get(exchange) !== transfer) return;
      if (event < 3) coracleTransfers.delete(exchange);
      coracleTransferred.pieces = pieces;
      Module["host"].enter(() => {{{ makeDynCall("vpid", "tell") }}}(exchange, event, size));
    };
    const sayText = (event, text) => {
      const bytes = new TextEncoder().encode(text);
      say(event, [bytes], bytes.length);
    };

    const pump = async (reader) => {
      const pieces = [];
      let size = 0;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return say(2, pieces, size);
        pieces.push(value);
        size += value.length;
        if (options & 16) say(4, [], size);
      }
    };
    const run = async () => {
      let request;
      try {
        if (parts.length !== 2 * (options >> 8)) throw new TypeError("there is a NUL in it");
        request = new Request(url, init);
      } catch (error) {
        return sayText(0, error.message);
      }
      try {
        const response = await fetch(request);
        // There is none for an answer that cannot have a body.
        const reader = (response.body ?? new Blob().stream()).getReader();
        transfer.pull = () =>
          reader.read().then(
            ({ done, value }) => (done ? say(2, [], 0) : say(5, [value], value.length)),
            (error) => sayText(1, error.message),
          );
        sayText(3, [response.status, response.redirected ? 1 : "", response.url, ...[...response.headers].flat()].join("\0"));
        if (!(options & 8)) await pump(reader);
      } catch (error) {
        sayText(1, error.message);
      }
    };
    queueMicrotask(run);
  },

  // Asks for the next piece: a stream of the browser's is read only so far as it is asked to be.
  coracle_transfer_pull__deps: ["$coracleTransfers"],
  coracle_transfer_pull: (exchange) => void coracleTransfers.get(exchange).pull(),

  coracle_transfer_abort__deps: ["$coracleTransfers"],
  coracle_transfer_abort: (exchange) => {
    coracleTransfers.get(exchange).abort();
    coracleTransfers.delete(exchange);
  },

  coracle_transfer_take__deps: ["$coracleTransferred"],
  coracle_transfer_take: (to) => {
    for (const piece of coracleTransferred.pieces.splice(0)) {
      HEAPU8.set(piece, to >>> 0);
      to += piece.length;
    }
  },
});
