import { load } from "coracle-wasm";
const { Button, Column, Log, drive } = await load();

const start = new Button({ label: "Fetch five pictures" });
const log = new Log();

function process({ type, bytes }, print) {
  print(`${type}, ${bytes.byteLength} bytes\n`);
}

function* fetchAndProcess(urls, print) {
  for (const url of urls) {
    const data = yield url;
    process(data, print);
  }
}

async function fetchBytes(url, { signal }) {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  const type = response.headers.get("content-type");
  return { type, bytes: await response.arrayBuffer() };
}

start.onClick(log.capture(async ({ count }, { signal, print }) => {
  const urls = Array.from({ length: 5 }, (_, i) => `images/${i}.jpg`);
  await drive(fetchAndProcess(urls, print), fetchBytes, { signal });
  print(`program ${count} has ended\n`);
}));

new Column(start, log).mount("#app");
