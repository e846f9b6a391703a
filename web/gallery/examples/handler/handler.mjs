import { load } from "coracle-wasm";
const { Button, Row, StaticText, sleep } = await load();

const button = new Button({ label: "Press me, and again" });
const text = new StaticText();

button.onClick(async ({ count }, { signal }) => {
  text.value = `Running ${count}`;
  await sleep(2000, { signal });
  text.value = `Finished ${count}`;
});

new Row(button, text).mount("#app");
