// A static server for development and tests, with faults to order.
//
//     node web/server/serve.mjs [--isolated] [root]        (PORT, default 8080)
//
// `--isolated` adds the two headers that threads need.
//
// Any file takes faults in its query string:
//
//     ?delay=1500      answers after so many milliseconds
//     ?fail=404        answers with that status
//     ?throttle=20000  sends so many bytes per second
//     ?cut=1000        closes the connection after so many bytes of the body
//
// A first path segment `~` does the same for everything below it, so for each request that a page
// makes by a relative address; `only` restricts it to files whose name ends so:
//
//     /~delay=1500&only=.jpg/image.html
//
// `camera.mjpeg`, in any folder, is a camera: see camera.mjs.
//
// `/_server/stats` tells what was requested and what was aborted; a POST to it starts from zero.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isEntryPoint } from "../../wasm/toolchain/setup/shell.mjs";
import { sendFrames } from "./camera.mjs";
import { mediaTypeOf } from "./media-types.mjs";
import { wait } from "./wait.mjs";

/** What the pages must get along with. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "img-src 'self' blob: data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

const commonHeaders = {
  "cache-control": "no-store",
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  // How a page can tell, without a request, that faults can be ordered here.
  "server-timing": "coracle-faults",
};

/** What makes a page `crossOriginIsolated`, so that it may have threads. */
export const isolationHeaders = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

class HttpError extends Error {
  constructor(status, message, extra = {}) {
    super(message);
    this.status = status;
    this.headers = extra;
  }
}

/** Splits `/~delay=10&only=.jpg/a/b?cut=3` into the path `/a/b` and the faults for it. */
export function readTarget(target) {
  const url = new URL(target, "http://localhost");
  let path;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    throw new HttpError(400, "The address is not well encoded.");
  }
  const faults = new URLSearchParams(url.search);
  const prefix = /^\/~([^/]*)(\/.*)$/.exec(path);
  if (prefix) {
    path = prefix[2];
    const ordered = new URLSearchParams(prefix[1]);
    if (path.endsWith(ordered.get("only") ?? "")) {
      for (const [name, value] of ordered) if (!faults.has(name)) faults.set(name, value);
    }
  }
  const number = (name) => {
    if (!faults.has(name)) return undefined;
    const value = Number(faults.get(name));
    if (!(value >= 0)) throw new HttpError(400, `"${name}" must be a number, not negative.`);
    return value;
  };
  const fail = number("fail");
  if (fail !== undefined && !(fail >= 400 && fail <= 599)) {
    throw new HttpError(400, '"fail" must be a status from 400 to 599.');
  }
  return {
    path,
    fail,
    delay: number("delay") ?? 0,
    throttle: number("throttle"),
    cut: number("cut"),
    rate: number("rate") || 15,
    count: number("count") ?? Infinity,
  };
}

async function findFile(root, path) {
  let file = normalize(join(root, path));
  if (file !== root && !file.startsWith(root + sep)) throw new HttpError(404, "Not found.");
  let found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) {
    if (!path.endsWith("/")) {
      throw new HttpError(301, "It is a folder.", { location: `${path.split("/").at(-1)}/` });
    }
    file = join(file, "index.html");
    found = await stat(file).catch(() => undefined);
  }
  if (!found?.isFile()) throw new HttpError(404, `Not found: ${path}`);
  return { file, size: found.size };
}

async function sendFile(response, { file, size }, { throttle, cut }, signal, headers) {
  response.writeHead(200, {
    ...headers,
    "content-type": mediaTypeOf(file),
    "content-length": size,
  });
  // Small pieces, so that what is throttled arrives evenly.
  const pace = throttle === undefined ? {} : { highWaterMark: Math.max(1, Math.ceil(throttle / 20)) };
  const end = cut === undefined ? {} : { end: cut - 1 };
  if (cut !== 0) {
    for await (const piece of createReadStream(file, { ...pace, ...end })) {
      if (throttle !== undefined) await wait((piece.length * 1000) / throttle, signal);
      if (signal.aborted) return;
      response.write(piece);
    }
  }
  if (cut !== undefined && cut < size) {
    // What was written has to leave before the connection is closed.
    response.write("", () => setImmediate(() => response.destroy()));
  } else {
    response.end();
  }
}

function createStats() {
  const zero = () => ({ requests: 0, finished: 0, aborted: 0 });
  let total = zero();
  let paths = new Map();
  return {
    start(path) {
      if (!paths.has(path)) paths.set(path, zero());
      const counted = [total, paths.get(path)];
      for (const count of counted) ++count.requests;
      return (outcome) => {
        for (const count of counted) ++count[outcome];
      };
    },
    reset() {
      total = zero();
      paths = new Map();
    },
    read: () => ({ ...total, paths: Object.fromEntries(paths) }),
  };
}

/**
 * Serves a folder on 127.0.0.1, its pages `isolated` or not. Port 0 takes a free one. `headersFor(path)` gives
 * headers that a file has beyond the common ones, or in place of them.
 *
 * Returns where it is and what it was asked: `{ url, port, stats, resetStats, close }`.
 */
export async function serve({ root, port = 0, isolated = false, headersFor = () => ({}) }) {
  const headers = { ...commonHeaders, ...(isolated && isolationHeaders) };
  const folder = normalize(root).replace(/[/\\]+$/, "");
  const stats = createStats();

  const answerStats = (request, response) => {
    if (request.method === "POST") stats.reset();
    response.writeHead(200, { ...headers, "content-type": "application/json" });
    response.end(JSON.stringify(stats.read()));
  };

  const answer = async (request, response) => {
    const target = readTarget(request.url);
    if (target.path === "/_server/stats") return answerStats(request, response);
    if (request.method !== "GET" && request.method !== "HEAD") throw new HttpError(405, "GET only.");
    const settle = stats.start(target.path);
    const aborted = new AbortController();
    response.on("close", () => {
      const cut = target.cut !== undefined && response.headersSent;
      const outcome = response.writableFinished || cut ? "finished" : "aborted";
      aborted.abort();
      settle(outcome);
    });
    if (target.delay) await wait(target.delay, aborted.signal);
    if (aborted.signal.aborted) return;
    if (target.fail) throw new HttpError(target.fail, `Failing with ${target.fail}, as ordered.`);
    const all = { ...headers, ...headersFor(target.path) };
    if (target.path.endsWith("/camera.mjpeg")) return sendFrames(response, all, target, aborted.signal);
    await sendFile(response, await findFile(folder, target.path), target, aborted.signal, all);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (response.headersSent) return response.destroy();
      const status = error instanceof HttpError ? error.status : 500;
      response.writeHead(status, {
        ...headers,
        ...error.headers,
        "content-type": "text/plain; charset=utf-8",
      });
      response.end(`${error.message}\n`);
    });
  });

  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    stats: stats.read,
    resetStats: stats.reset,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

if (isEntryPoint(import.meta.url)) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { isolated: { type: "boolean" } } });
  const root = positionals[0] ?? fileURLToPath(new URL("../../build/site", import.meta.url));
  const port = Number(process.env.PORT ?? 8080);
  try {
    const { url } = await serve({ root, port, isolated: values.isolated });
    console.log(`Serving ${root} at ${url}/`);
  } catch (error) {
    const reason = error.code === "EADDRINUSE" ? `port ${port} is taken; set PORT to another` : error.message;
    console.error(`Cannot serve: ${reason}`);
    process.exitCode = 1;
  }
}
