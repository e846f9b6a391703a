// Server-sent events and WebSockets in Chromium, against servers of the test's own.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { WebSocketServer } from "ws";
import { serveFaults } from "./faulty-server.mjs";
import { countsButNodes, repository, until } from "./harness.mjs";
import { testApps } from "./test-apps.mjs";

const { browser } = await testApps("messages");

// What each connection for events is given, in turn: a list of texts, and whether it ends then.
let feeds = [];
const lastIds = [];
const events = async (request, response) => {
  lastIds.push(request.headers["last-event-id"]);
  const feed = feeds.shift();
  if (!feed) return void response.writeHead(204).end();
  if (feed.status) return void response.writeHead(feed.status, feed.headers).end();
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const text of feed.texts) {
    response.write(text);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  // A browser forgets what was not taken yet of a body that is cut.
  await feed.shown?.();
  if (feed.how === "cut") response.destroy();
  if (feed.how === "end") response.end();
};

const server = await serveFaults(join(repository, "build/test-pages/messages"), { events });
const sockets = new WebSocketServer({ server: server.server, handleProtocols: (offered) => [...offered].at(-1) });
const connections = [];
sockets.on("connection", (socket, request) => {
  connections.push(socket);
  socket.path = request.url;
  socket.ended = new Promise((resolve) => socket.on("close", (code, reason) => resolve(`${code} ${reason}`)));
  socket.heard = [];
  socket.on("message", (data, isBinary) => socket.heard.push(`${isBinary ? "bytes" : "text"} ${data}`));
});
after(async () => {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  await server.close();
});

let page;
let standing;
beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  await page.goto(`${server.url}/?app=messages`);
  await page.getByRole("textbox", { name: "Order" }).waitFor();
  standing = await counts();
  lastIds.length = connections.length = 0;
});
const counts = () => page.evaluate(() => app.counts());
const tell = async (text) => {
  const order = page.getByRole("textbox", { name: "Order" });
  await order.fill(text);
  await order.press("Enter");
};
const lines = async () => (await page.getByRole("log").innerText()).split("\n").filter(Boolean);
const hears = (line) => until(async () => (await lines()).includes(line));
const connection = async (number) => {
  await until(() => connections.length >= number);
  return connections[number - 1];
};
const nothingLeft = async () => {
  await until(() => server.live.size === 0);
  await until(() => sockets.clients.size === 0);
  assert.deepEqual(countsButNodes(await counts()), countsButNodes(standing));
};

test("events arrive as they are sent, over connections that end, are cut, or are refused for now", async () => {
  feeds = [
    { texts: ["retry: 30\nid: 1\nda", "ta: one\n\nid: 2\nevent: add\ndata: zw", "ei ü\n\ndata: half"], how: "end" },
    { texts: ["data: three\n\n"], shown: () => hears("message three #2"), how: "cut" },
    { status: 503 },
    { texts: ["id: 4\ndata: four\n\n"], how: "end" },
  ];
  await tell("events /fault/events");
  await hears("end");
  assert.deepEqual(await lines(), ["message one #1", "add zwei ü #2", "message three #2", "message four #4", "end"]);
  assert.deepEqual(lastIds, [undefined, "2", "2", "2", "4"]);
  await nothingLeft();
});

test("an event's id may be any text, and comes back as it was sent", async () => {
  feeds = [{ texts: ["retry: 30\nid: 1 € ü\ndata: one\n\n"], how: "end" }];
  await tell("events /fault/events");
  await hears("end");
  assert.deepEqual(await lines(), ["message one #1 € ü", "end"]);
  assert.equal(Buffer.from(lastIds[1], "latin1").toString(), "1 € ü");
  await nothingLeft();
});

test("what is no stream of events is an error, and so is a status that will not pass", async () => {
  await tell("events /fault/ok");
  await hears("protocol");
  await tell("events /fault/missing");
  await hears("http");
  await nothingLeft();
});

test("two who listen to one address do not wait for each other", async () => {
  for (const name of ["one", "two"]) {
    feeds = [{ texts: [`data: ${name}\n\n`], how: "stays" }];
    await tell("events /fault/events");
    await hears(`message ${name} #`);
  }
  assert.equal(server.live.size, 2);
  await page.evaluate(() => app.dispose());
  await until(() => server.live.size === 0);
});

test("giving up listening closes the connection", async () => {
  feeds = [{ texts: ["data: one\n\n"], how: "stays" }];
  await tell("events /fault/events");
  await hears("message one #");
  await tell("stop");
  await nothingLeft();
});

test("messages go both ways, text and bytes, and what is sent early waits", async () => {
  await tell("socket /chat");
  await tell("send hello ü");
  const server = await connection(1);
  assert.equal(server.path, "/chat");
  assert.equal(server.protocol, "v2");
  await tell("bytes raw");
  await tell("send \ufeffmark");
  await until(() => server.heard.length === 3);
  assert.deepEqual(server.heard, ["text hello ü", "bytes raw", "text \ufeffmark"]);
  server.send("grüß");
  server.send(Buffer.from("abc"));
  server.send("");
  server.send("x".repeat(1 << 20));
  server.close(1000, "done");
  await hears("end");
  assert.deepEqual(await lines(), [
    "text 6 grüß", "bytes 3 abc", "text 0 ", `text 1048576 ${"x".repeat(40)}`, "code 1000 done", "end",
  ]);
  await nothingLeft();
});

test("a connection that is lost, or ended for now, is made anew; another code is the end", async () => {
  await tell("socket /chat");
  (await connection(1)).terminate();
  (await connection(2)).close(1012, "restart");
  const third = await connection(3);
  third.send("again");
  third.close(4321, "no more");
  await hears("closed");
  assert.deepEqual(await lines(), ["text 5 again", "closed"]);
  assert.equal(connections.length, 3);
  await nothingLeft();
});

test("a program closes with a code and a reason", async () => {
  await tell("socket /chat");
  const server = await connection(1);
  server.send("hello");
  await hears("text 5 hello");
  await tell("close that is all");
  assert.equal(await server.ended, "4001 that is all");
  await hears("end");
  await tell("send late");
  await hears("not sent: closed");
  await nothingLeft();
});

test("a reason that was cut within a character closes all the same", async () => {
  await tell("socket /chat");
  const server = await connection(1);
  await tell(`close ${"x".repeat(122)}ü`);
  assert.equal(await server.ended, "4001 ");
  await hears("end");
  await nothingLeft();
});

test("giving up closes a socket, before it is open and after", async () => {
  await tell("socket /chat");
  await tell("stop");
  await nothingLeft();
  const before = connections.length;
  await tell("socket /chat");
  const server = await connection(before + 1);
  server.send("hello");
  await hears("text 5 hello");
  await tell("stop");
  await server.ended;
  await nothingLeft();
});

test("a message that is larger than what may wait ends the connection", async () => {
  await tell("socket /chat");
  const server = await connection(1);
  server.send("small");
  server.send(Buffer.alloc((16 << 20) + 1));
  await hears("overflow");
  assert.deepEqual(await lines(), ["text 5 small", "overflow"]);
  await nothingLeft();
});

test("where nobody listens it is tried as often as the policy says, and what is no address not at all", async () => {
  await tell("socket ws://127.0.0.1:1/");
  await hears("network");
  await tell("socket ws://");
  await hears("bad_argument");
  await nothingLeft();
});
