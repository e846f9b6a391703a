// A compass: an ES module with the contract of anywidget. Its parameter `heading` is in degrees.
const shape = `<svg viewBox="-50 -50 100 100" width="96" height="96" aria-hidden="true">
  <circle r="46" fill="none" stroke="currentcolor" stroke-width="2" opacity="0.5"/>
  <g stroke="currentcolor" stroke-width="2"><path d="M0-46v8M46 0h-8M0 46v-8M-46 0h8"/></g>
  <g class="needle"><path d="M0-36L9 0h-18z" fill="#d03a3a"/><path d="M0 36L9 0h-18z" fill="currentcolor" opacity="0.5"/></g>
</svg>`;

export default {
  render({ model, el }) {
    const compass = Object.assign(document.createElement("div"), { role: "slider", tabIndex: 0, ariaLabel: "Heading" });
    Object.assign(compass, { ariaValueMin: "0", ariaValueMax: "359", innerHTML: shape });
    Object.assign(compass.style, { inlineSize: "fit-content", lineHeight: "0", borderRadius: "50%", cursor: "pointer" });
    const needle = compass.querySelector(".needle");
    const show = () => {
      compass.ariaValueNow = model.get("heading");
      needle.setAttribute("transform", `rotate(${model.get("heading")})`);
    };
    const turn = (heading) => {
      model.set("heading", (Math.round(heading) + 360) % 360);
      model.save_changes();
    };
    compass.addEventListener("pointerdown", ({ clientX, clientY }) => {
      const { left, top, width, height } = compass.getBoundingClientRect();
      turn((Math.atan2(clientX - left - width / 2, top + height / 2 - clientY) * 180) / Math.PI);
    });
    compass.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 15, ArrowUp: 15, ArrowLeft: -15, ArrowDown: -15 }[event.key];
      if (!step) return;
      event.preventDefault();
      turn(model.get("heading") + step);
    });
    model.on("change:heading", show);
    show();
    el.replaceChildren(compass);
  },
};
