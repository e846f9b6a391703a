// Marks up C++ and JavaScript for reading, when the site is built: nothing of it runs in the page.
const keywords = {
  cpp: "auto bool break case class co_await co_return co_yield const constexpr continue default double else enum explicit false float for if inline int namespace new nullptr operator private public return static struct switch template this true typename using void while",
  mjs: "async await break case catch class const continue default else export false finally for from function if import in let new null of return static switch this throw true try typeof undefined var void while yield",
};

const patterns = {
  cpp: /(?<comment>\/\/[^\n]*)|(?<string>"(?:\\.|[^"\\\n])*"|(?<=#include )<[^>\n]*>)|(?<keyword>#\w+)|(?<number>\b\d[\w.]*)|(?<word>\b[A-Za-z_]\w*)/g,
  mjs: /(?<comment>\/\/[^\n]*)|(?<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(?<number>\b\d[\w.]*)|(?<word>\b[A-Za-z_$][\w$]*)/g,
};

export const escapeHtml = (text) =>
  text.replace(/[&<>"]/g, (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character]);

/** The kind of a word: by the list of keywords, else by how names are written in both languages. */
const kindOfWord = (word, known, rest) => {
  if (known.has(word)) return "keyword";
  if (/^[A-Z]/.test(word)) return "type";
  return /^\s*\(/.test(rest) ? "call" : undefined;
};

/** HTML in which every comment, string, number, keyword, type and call is a <span> of that class. */
export function highlight(source, language) {
  const known = new Set(keywords[language].split(" "));
  let html = "";
  let end = 0;
  for (const match of source.matchAll(patterns[language])) {
    const text = match[0];
    let kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    if (kind === "word") kind = kindOfWord(text, known, source.slice(match.index + text.length));
    html += escapeHtml(source.slice(end, match.index));
    html += kind ? `<span class="${kind}">${escapeHtml(text)}</span>` : escapeHtml(text);
    end = match.index + text.length;
  }
  return html + escapeHtml(source.slice(end));
}
