import { load } from "coracle-wasm";
const { Jpg, Row, sleep } = await load();

async function* slideshow({ signal }) {
  for (let index = 0; ; index = (index + 1) % 10) {
    const loading = fetch(`images/${index}.jpg`, { signal }).then((response) => response.arrayBuffer());
    const [image] = await Promise.all([loading, sleep(1000, { signal })]);
    yield new Jpg(image);
  }
}

new Row(slideshow).mount("#app");
