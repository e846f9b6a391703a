import { load } from "coracle-wasm";
const { Button, Column, Progress, Row, bind, sleep } = await load();

const run = new Button({ label: "Press to run calculation" });
async function* runner(pressed, { signal }) {
  if (!pressed) { yield "Calculation did not run yet"; return; }
  for (let percent = 0; percent <= 100; percent++) {
    await sleep(10, { signal });
    yield new Column(`Running (${percent}/100%)`, new Progress({ value: percent }));
  }
  yield "Success ✅";
}
new Row(run, bind(runner, run)).mount("#app");
