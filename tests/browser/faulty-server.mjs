// A real server with every fault that a network has, one an address, beside the files of a folder. It knows
// what is under way, and how each request ended: "finished" or "given up".
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { mediaTypeOf } from "../../web/server/media-types.mjs";
import { write } from "../../web/server/write.mjs";

const block = Buffer.alloc(1 << 20, "x");

/** Sends `megabytes` as fast as they are taken, and counts them. */
async function sendMuch(response, megabytes, ended) {
  for (let sent = 0; sent < megabytes && !response.destroyed; ++sent) {
    ended.bytes += block.length;
    await write(response, block);
  }
  response.end();
}

async function sendPieces(response, milliseconds) {
  response.writeHead(200);
  for (let i = 0; i < 10; ++i) {
    response.write(`piece ${i}\n`);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
  response.end();
}

async function textOf(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return text;
}

const faults = {
  ok: (_, response) => response.writeHead(200, { "x-kind": "plain" }).end("hello"),
  missing: (_, response) => response.writeHead(404).end("no such page"),
  empty: (_, response) => response.writeHead(200, { "content-length": 0 }).end(),
  nothing: (_, response) => response.writeHead(204).end(),
  silent: () => {},
  stall: (_, response) => response.writeHead(200).write("begin"),
  cut(_, response) {
    response.writeHead(200, { "content-length": 1000 });
    response.write("x".repeat(400), () => setTimeout(() => response.destroy(), 50));
  },
  cutInChunks(_, response) {
    response.writeHead(200);
    response.write("x".repeat(400), () => setTimeout(() => response.destroy(), 50));
  },
  cutInGzip(_, response) {
    const body = gzipSync(randomBytes(100_000));
    response.writeHead(200, { "content-encoding": "gzip", "content-length": body.length });
    response.write(body.subarray(0, 50_000), () => setTimeout(() => response.destroy(), 50));
  },
  gzip(_, response) {
    const body = gzipSync("x".repeat(100_000));
    response.writeHead(200, { "content-encoding": "gzip", "content-length": body.length }).end(body);
  },
  loop: (_, response) => response.writeHead(302, { location: "/fault/loop" }).end(),
  old: (_, response) => response.writeHead(301, { location: "/fault/ok" }).end(),
  big(_, response, ended) {
    response.writeHead(200, { "content-length": 200 << 20 });
    return sendMuch(response, 200, ended);
  },
  endless: (_, response, ended) => sendMuch(response.writeHead(200), Infinity, ended),
  pieces: (_, response) => sendPieces(response, 20),
  drip: (_, response) => sendPieces(response, 100),
  shared: (_, response) => response.writeHead(200, { "access-control-allow-origin": "*", "x-kind": "hidden" }).end("shared"),
  /** Another site that may be asked with cookies, and tells which came. */
  cookies({ headers: { origin, cookie } }, response) {
    const allowed = { "access-control-allow-origin": origin, "access-control-allow-credentials": "true" };
    const told = { "access-control-expose-headers": "x-kind", "x-kind": String(cookie) };
    response.writeHead(200, { ...allowed, ...told }).end("cookies");
  },
  async echo(request, response) {
    const { "content-type": type, "x-test": test, cookie } = request.headers;
    const text = await textOf(request);
    const headers = { "x-kind": String(cookie), "set-cookie": "seen=1" };
    response.writeHead(200, headers).end([request.method, type, test, text].join("|"));
  },
};

/** More addresses may be given: `{ name(request, response, ended) }` answers at `/fault/<name>`. */
export async function serveFaults(root, more = {}) {
  const live = new Set();
  const ends = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const [, name] = /^\/fault\/(\w+)$/.exec(path) ?? [];
    if (name) {
      const ended = { name, bytes: 0, how: undefined };
      live.add(ended);
      response.on("close", () => {
        ended.how = response.writableFinished ? "finished" : "given up";
        live.delete(ended);
        ends.push(ended);
      });
      await { ...faults, ...more }[name](request, response, ended);
      return;
    }
    const file = join(root, path === "/" ? "index.html" : path);
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": mediaTypeOf(file) });
    createReadStream(file).pipe(response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    server,
    /** The requests under way, and those that have ended since the last look. */
    live,
    takeEnds: () => ends.splice(0),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
