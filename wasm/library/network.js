// The browser's `fetch` behind the network port; see wasm/network.cpp. Only in programs that fetch.
#include "enums.js"
{{{ readEnums("network.cpp") }}}
addToLibrary({
  // Those under way, by the address of their exchange. What is told to one that is not here any more,
  // or is another by now, finds nobody.
  $coracleTransfers: "new Map()",
  // What `coracle_transfer_take` copies: pieces of bytes.
  $coracleTransferred: "{ pieces: [] }",

  // Text of the program's, all of it. Shared memory is decoded from a copy only.
  $coracleText: (from, size) =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(HEAPU8.{{{ SHARED_MEMORY ? "slice" : "subarray" }}}(from, from + size)),

  // `text` is the address, the method, and the headers' names and values, with a NUL between each.
  coracle_transfer_start__deps: ["$coracleTransfers", "$coracleTransferred", "$coracleText"],
  coracle_transfer_start: (exchange, tell, text, textSize, body, bodySize, options) => {
    const [url, method, ...parts] = coracleText(text, textSize).split("\0");
    const init = {
      method,
      headers: [],
      credentials:
        options & {{{ transfer_include_credentials }}} ? "include" : options & {{{ transfer_omit_credentials }}} ? "omit" : "same-origin",
      redirect: options & {{{ transfer_refuse_redirects }}} ? "error" : "follow",
      cache: ["default", "no-store", "reload", "no-cache", "force-cache"][(options / {{{ transfer_one_cache }}}) & 7],
    };
    for (let i = 0; i < parts.length; i += 2) init.headers.push(parts.slice(i, i + 2));
    if (bodySize) init.body = HEAPU8.slice(body, body + bodySize);
    const controller = new AbortController();
    init.signal = controller.signal;

    const transfer = { abort: () => controller.abort() };
    coracleTransfers.set(exchange, transfer);
    const say = (event, pieces, size) => {
      if (coracleTransfers.get(exchange) !== transfer) return;
      if (event <= {{{ transfer_closed }}}) coracleTransfers.delete(exchange);
      coracleTransferred.pieces = pieces;
      Module["host"].enter(() => {{{ makeDynCall("vpid", "tell") }}}(exchange, event, size));
      coracleTransferred.pieces = [];
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
        if (done) return say({{{ transfer_closed }}}, pieces, size);
        pieces.push(value);
        size += value.length;
        say({{{ transfer_advanced }}}, [], size);
      }
    };
    const run = async () => {
      let request;
      try {
        if (parts.length !== 2 * Math.floor(options / {{{ transfer_one_header }}})) throw new TypeError("there is a NUL in it");
        request = new Request(url, init);
      } catch (error) {
        return sayText({{{ transfer_refused }}}, error.message);
      }
      try {
        const response = await fetch(request);
        // There is none for an answer that cannot have a body.
        const reader = (response.body ?? new Blob().stream()).getReader();
        transfer.pull = () =>
          reader.read().then(
            ({ done, value }) =>
              done ? say({{{ transfer_closed }}}, [], 0) : say({{{ transfer_received }}}, [value], value.length),
            (error) => sayText({{{ transfer_failed }}}, error.message),
          );
        const { status, redirected, url, headers } = response;
        sayText({{{ transfer_opened }}}, [status, redirected ? 1 : "", url, ...[...headers].flat()].join("\0"));
        if (!(options & {{{ transfer_in_pieces }}})) await pump(reader);
      } catch (error) {
        sayText({{{ transfer_failed }}}, error.message);
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
