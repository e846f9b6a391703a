// The gallery's examples: what each page says. The sources are beside this file, in examples/.
// `images` come with the page; `controls` stand above them and need room of their own.
export const examples = [
  {
    name: "generator",
    short: "Generator",
    file: "generator.cpp",
    title: "A generator shows progress",
    summary:
      "A button is bound to an async generator. Whatever the generator yields appears beside it. " +
      "A press while it runs supersedes the run: the old frame is destroyed, its timer with it.",
    notes: ["Over its 101 yields the page changes in place; no element is made after the first."],
  },
  {
    name: "slideshow",
    short: "Slideshow",
    file: "slideshow.cpp",
    title: "A generator is a component",
    summary:
      "An endless async generator, shown like any view. It starts when it is shown and is destroyed, " +
      "at whatever it waits for, when it is removed.",
    notes: ["Each picture is fetched while the last one has its second on the screen."],
    images: true,
  },
  {
    name: "handler",
    short: "Handler",
    file: "handler.cpp",
    title: "An asynchronous handler",
    summary:
      "Every press starts a run of its own. Many may be in flight; each reports its own number " +
      "two seconds later.",
    notes: ["The lambda's captures live as long as its run: components are handles, so nothing dangles."],
  },
  {
    name: "image",
    short: "Coroutine",
    file: "image.cpp",
    title: "A bound coroutine",
    summary:
      "A slider is bound to a coroutine that fetches a picture. Moving the slider aborts the request " +
      "in flight, and an older picture can never appear after a newer one was asked for.",
    notes: ["The last picture stays until the next has arrived. Slow the network down to see it."],
    images: true,
    controls: true,
  },
  {
    name: "javascript",
    short: "JavaScript",
    file: "javascript.mjs",
    title: "The same in JavaScript",
    summary:
      "The first example again, written in JavaScript with the npm package. The generator is " +
      "JavaScript; the components, the binding and its policy are the same C++.",
    notes: ["A superseded run gets its AbortSignal, and its finally block runs."],
  },
];
