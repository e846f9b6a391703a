import { load } from "coracle-wasm";
const { Column, IntSlider, Log, nextChange } = await load();

const slider = new IntSlider({ label: "Move me" });
const log = new Log();
new Column(slider, log).mount("#app");

for (let i = 0; i < 10; i++) {
  log.print(`did work ${i}\n`);
  const value = await nextChange(slider);
  log.print(`continued with value ${value}\n`);
}
