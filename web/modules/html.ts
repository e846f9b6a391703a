// HTML made harmless: what an `Html` component shows, and the end of the way of a `Markdown`.
import DOMPurify from "dompurify";
import type { ScopedModel } from "../host/module-model";

/**
 * A fragment without anything that runs, loads as code, sends forms, or changes how the rest of the page
 * looks. Names in it are prefixed, so that none hides a property of the document.
 */
export const sanitized = (html: string): DocumentFragment =>
  DOMPurify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    SANITIZE_NAMED_PROPS: true,
    USE_PROFILES: { html: true, svg: true, mathMl: true },
    FORBID_TAGS: ["style", "template", "form", "input", "button", "select", "textarea"],
    FORBID_ATTR: ["style"],
  });

const parsed = (html: string): DocumentFragment => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
};

export default {
  render({ model, el }: { model: ScopedModel; el: Element }) {
    const show = () => {
      const html = String(model.get("html"));
      el.replaceChildren(model.get("trusted") === true ? parsed(html) : sanitized(html));
    };
    show();
    model.on("change", show);
  },
};
