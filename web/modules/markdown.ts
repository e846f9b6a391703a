// Markdown, as GitHub reads it: what a `Markdown` component shows.
import { marked } from "marked";
import type { ScopedModel } from "../host/module-model";
import { sanitized } from "./html";

export default {
  render({ model, el }: { model: ScopedModel; el: Element }) {
    const show = () => {
      const html = marked.parse(String(model.get("markdown")), { async: false, gfm: true });
      el.replaceChildren(sanitized(html));
      // What is wider than its place can be scrolled, by keyboard too.
      for (const block of el.querySelectorAll("pre")) block.tabIndex = 0;
    };
    show();
    model.on("change", show);
  },
};
