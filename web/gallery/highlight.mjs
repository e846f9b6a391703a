// Marks up C++ and JavaScript for reading, when the site is built: nothing of it runs in the page.
import core from "highlight.js/lib/core";
import cpp from "highlight.js/lib/languages/cpp";
import javascript from "highlight.js/lib/languages/javascript";

core.registerLanguage("cpp", cpp);
core.registerLanguage("mjs", javascript);

export const escapeHtml = (text) =>
  text.replace(/[&<>"]/g, (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character]);

/** HTML of a source whose file name ends in `language`, with highlight.js's classes. */
export const highlight = (source, language) => core.highlight(source, { language }).value;
