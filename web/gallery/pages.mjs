// The pages of the site, as HTML.
import { escapeHtml, highlight } from "./highlight.mjs";
import { referenceBody } from "./reference.mjs";

const icon = '<link rel="icon" href="icon.svg" type="image/svg+xml">';

/** First in the head of a page with threads, for hosts that send no headers; the script lies beside the page. */
const isolation = (threads) => (threads ? '<script src="isolation.js"></script>\n' : "");

const frame = ({ title, description, current, examples, threads, head = "", body }) => {
  const link = ({ name, short }) =>
    `<a href="${name}.html"${name === current ? ' aria-current="page"' : ""}>${escapeHtml(short)}</a>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${isolation(threads)}<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(description)}">
<title>${escapeHtml(title)}</title>
${icon}
<link rel="stylesheet" href="coracle.css">
<link rel="stylesheet" href="gallery.css">
${head}</head>
<body>
<header class="top">
<a class="brand" href="index.html"${current ? "" : ' aria-current="page"'}><img src="icon.svg" alt="" width="28" height="28">Coracle</a>
<nav aria-label="Examples">
${examples.map(link).join("\n")}
<a href="reference.html"${current === "reference" ? ' aria-current="page"' : ""}>Reference</a>
</nav>
</header>
<main>
${body}
</main>
</body>
</html>
`;
};

export const indexPage = (examples) => {
  const card = ({ name, title, summary }) => `<li><a class="card" href="${name}.html">
<h2>${escapeHtml(title)}</h2>
<p>${escapeHtml(summary)}</p>
</a></li>`;
  return frame({
    title: "Coracle: reactive, asynchronous C++ in a web page",
    description: "Bind a function, a coroutine or a generator to widgets; what it yields appears in the page.",
    examples,
    body: `<section class="hero">
<h1>Reactive, asynchronous C++ in&nbsp;a&nbsp;web&nbsp;page</h1>
<p class="lead">Bind a function, a coroutine or a generator to widgets. Whatever it returns or yields appears in
the page, and the page stays live. It compiles to WebAssembly, needs no server, and is small enough for a blog post.</p>
<img class="banner" src="banner.jpg" alt="A coracle on a lake at dusk" width="1600" height="600">
</section>
<h2 class="section">Examples</h2>
<ul class="cards">
${examples.map(card).join("\n")}
<li><a class="card" href="plain/">
<h2>In a static page</h2>
<p>One script and one tag: the first example inside an article, with words in its place until it runs.</p>
</a></li>
</ul>`,
  });
};

export const referencePage = (components, examples) =>
  frame({
    title: "Components – Coracle",
    description: "The components of Coracle: parameters, types, defaults, events, keys.",
    current: "reference",
    examples,
    body: referenceBody(components),
  });

/** Appears only where the server can be asked for faults; see gallery.ts. */
const networkControl = (only, late, slow, cut) => `<form class="network" id="network" data-only="${only}" hidden>
<label for="faults">Network</label>
<select id="faults">
<option value="">as fast as it comes</option>
<option value="delay=1500">${late} 1.5 s late</option>
<option value="throttle=${slow}000">${slow} kB per second</option>
<option value="fail=503">answers 503</option>
<option value="cut=${cut}000">cut off after ${cut} kB</option>
</select>
</form>`;
const controlFor = ({ images, camera }) => {
  if (images) return networkControl(".jpg", "each picture", 20, 9);
  return camera ? networkControl(".mjpeg", "it begins", 100, 500) : "";
};

/** What a page with threads needs of its host. */
const threadNote = `<p class="note">Threads need a page that is isolated: served with the headers
<code>Cross-Origin-Opener-Policy: same-origin</code> and <code>Cross-Origin-Embedder-Policy: require-corp</code>, or,
as this one where the host sends none, with Coracle’s service worker <code>isolation.js</code>. Elsewhere the other
build of the app runs, which says so.</p>`;

const fileName = (path) => path.split("/").at(-1);
const languageOf = (path) => path.split(".").at(-1);
const languageNames = { cpp: "C++", mjs: "JavaScript" };

/**
 * The sources one upon the other, one of them seen: chosen with radio buttons, so by the keyboard too, and
 * without a script. All keep their room, so that nothing moves.
 */
const sourcePanel = (sources) => {
  const choice = ({ path }, index) => {
    const language = languageOf(path);
    return `<input type="radio" name="language" id="${language}"${index ? "" : " checked"}><label for="${language}">${languageNames[language]}</label>`;
  };
  const listing = ({ path, text }) =>
    `<pre class="${languageOf(path)}" tabindex="0" aria-label="${escapeHtml(fileName(path))}"><code>${highlight(text, languageOf(path))}</code></pre>`;
  const title =
    sources.length > 1
      ? `<fieldset class="languages"><legend>The program in</legend>${sources.map(choice).join("")}</fieldset>`
      : `<h2>${escapeHtml(fileName(sources[0].path))}</h2>`;
  return `<section class="panel source" aria-label="Source">
${title}
<div class="listings">
${sources.map(listing).join("\n")}
</div>
</section>`;
};

export const examplePage = (example, examples) => {
  const folder = `bare/${example.name}`;
  const control = controlFor(example);
  const module = control ? '<script type="module" src="gallery.mjs"></script>\n' : "";
  return frame({
    title: `${example.title} – Coracle`,
    description: example.summary,
    current: example.name,
    examples,
    threads: example.threads,
    head: `<script type="module" src="${folder}/main.mjs"></script>\n${module}`,
    body: `<div class="intro">
<h1>${escapeHtml(example.title)}</h1>
<p class="lead">${escapeHtml(example.summary)}</p>
</div>
<div class="example${example.wide ? " wide" : ""}">
<section class="panel running" aria-labelledby="running-title">
<h2 id="running-title">Running</h2>
<div class="stage ${example.room ?? ""}"><div id="app"></div></div>
${control ? `${control}\n` : ""}${example.notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`).join("\n")}
${example.threads ? `${threadNote}\n` : ""}<p class="note"><a href="${folder}/">The bare page</a> loads this app and nothing else${
      example.javascript ? `; so does <a href="${folder}-javascript/">the one in JavaScript</a>` : ""
    }.</p>
</section>
${sourcePanel(example.sources)}
</div>`,
  });
};

/** The app and nothing else. What it will need is named at once, so that nothing waits in line. */
export const barePage = ({ name, title, threads }, hasModule) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
${isolation(threads)}<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="coracle.css">
${
  hasModule
    ? `<link rel="modulepreload" href="${name}.mjs">
${threads ? "" : `<link rel="preload" href="${name}.wasm" as="fetch" crossorigin>\n`}`
    : ""
}<script type="module" src="main.mjs"></script>
<main id="app"></main>
`;

export const bareMain = ({ name }) => `import { mount } from "./${name}.mjs";
await mount("#app");
`;

/** A page as somebody might have written it: an article, one script, one tag. */
export const plainPage = () => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Notes on waiting</title>
<link rel="icon" href="../icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="coracle.css">
<link rel="stylesheet" href="article.css">
<script type="module" src="coracle/embed.mjs"></script>
</head>
<body>
<main>
<article>
<h1>Notes on waiting</h1>
<p>A long calculation should say how far it has come, and should let go at once when nobody wants its
result any more. This one does both. It is a C++ program of twenty lines, in the middle of a page that is
otherwise a plain file:</p>
<coracle-app src="generator.mjs">This needs JavaScript.</coracle-app>
<p>All it took was one script and one tag. The words “This needs JavaScript.” stand in its place until the
program runs, and stay where it cannot.</p>
<p><a href="../index.html">Back to the gallery</a></p>
</article>
</main>
</body>
</html>
`;
