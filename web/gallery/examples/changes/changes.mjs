import { load } from "coracle-wasm";
const { Column, IntSlider, Log, forEachChange } = await load();

const slider = new IntSlider({ label: "Move me" });
const log = new Log();

function* work() {
  for (let i = 0; i < 10; i++) {
    log.print(`did work ${i}\n`);
    const value = yield;
    log.print(`continued with value ${value}\n`);
  }
}
forEachChange(slider, work);

new Column(slider, log).mount("#app");
