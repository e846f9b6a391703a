import { load } from "coracle-wasm";
const { Button, Column, Log, drive } = await load();

const start = new Button({ label: "Fetch five pictures" });
const log = new Log();

function process({ type, bytes }) {
  log.print(`${type}, ${bytes.byteLength} bytes\n`);
}

function* fetchAndProcess(urls) {
  for (const url of urls) {
    const data = yield url;
    process(data);
  }
}

async function fetchBytes(url, { signal }) {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  const type = response.headers.get("content-type");
  return { type, bytes: await response.arrayBuffer() };
}

start.onClick(async ({ count }, { signal }) => {
  const urls = Array.from({ length: 5 }, (_, i) => `images/${i}.jpg`);
  await drive(fetchAndProcess(urls), fetchBytes, { signal });
  log.print(`program ${count} has ended\n`);
});

new Column(start, log).mount("#app");
