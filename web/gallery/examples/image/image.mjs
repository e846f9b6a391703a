import { load } from "coracle-wasm";
const { Column, IntSlider, Jpg, bind } = await load();

const slider = new IntSlider({ label: "Image", end: 9 });

async function getImage(index, { signal }) {
  const response = await fetch(`images/${index}.jpg`, { signal });
  if (!response.ok) throw new Error(`${response.url}: HTTP ${response.status}`);
  return new Jpg(await response.arrayBuffer());
}

new Column(slider, bind(getImage, slider)).mount("#app");
