// The browser's WebSocket behind the port; see wasm/sockets.cpp. Only in programs that use one.
#include "enums.js"
{{{ readEnums("sockets.cpp") }}}
addToLibrary({
  // Those that are open or are to be, by the address of their connection.
  $coracleSockets: "new Map()",
  // What `coracle_socket_take` copies.
  $coracleSocketBytes: "{ bytes: undefined }",

  // `text` is the address and the protocols, with a NUL between each.
  coracle_socket_start__deps: ["$coracleSockets", "$coracleSocketBytes", "$coracleText"],
  coracle_socket_start: (connection, tell, text, textSize) => {
    const [address, ...protocols] = coracleText(text, textSize).split("\0");
    const entry = { socket: undefined };
    coracleSockets.set(connection, entry);
    const say = (event, bytes, code = 0) => {
      if (coracleSockets.get(connection) !== entry) return;
      if (event >= {{{ socket_closed }}}) coracleSockets.delete(connection);
      coracleSocketBytes.bytes = bytes;
      Module["host"].enter(() => {{{ makeDynCall("vpiid", "tell") }}}(connection, event, code, bytes.length));
      coracleSocketBytes.bytes = undefined;
    };
    const sayText = (event, text, code) => say(event, new TextEncoder().encode(text), code);
    try {
      const url = new URL(address, document.baseURI);
      url.protocol = url.protocol.replace("http", "ws");
      const socket = (entry.socket = new WebSocket(url, protocols));
      socket.binaryType = "arraybuffer";
      socket.onopen = () => sayText({{{ socket_opened }}}, socket.protocol);
      socket.onmessage = ({ data }) =>
        typeof data === "string" ? sayText({{{ socket_text }}}, data) : say({{{ socket_bytes }}}, new Uint8Array(data));
      socket.onclose = ({ code, reason }) => sayText({{{ socket_closed }}}, reason, code);
    } catch (error) {
      queueMicrotask(() => sayText({{{ socket_refused }}}, error.message));
    }
  },

  coracle_socket_send__deps: ["$coracleSockets", "$coracleText"],
  coracle_socket_send: (connection, isText, data, size) =>
    coracleSockets.get(connection).socket.send(isText ? coracleText(data, size) : HEAPU8.slice(data, data + size)),

  coracle_socket_unsent__deps: ["$coracleSockets"],
  coracle_socket_unsent: (connection) => coracleSockets.get(connection)?.socket?.bufferedAmount ?? 0,

  // Asks for the end, with a code and a reason; with a code of 0 ends it without another word.
  coracle_socket_close__deps: ["$coracleSockets", "$coracleText"],
  coracle_socket_close: (connection, code, reason, size) => {
    const { socket } = coracleSockets.get(connection);
    if (code) {
      try {
        socket?.close(code, coracleText(reason, size));
      } catch {
        // Bytes that are no text have become longer than there is room for.
        socket.close(code);
      }
    } else {
      coracleSockets.delete(connection);
      socket?.close();
    }
  },

  coracle_socket_take__deps: ["$coracleSocketBytes"],
  coracle_socket_take: (to) => HEAPU8.set(coracleSocketBytes.bytes, to >>> 0),
});
