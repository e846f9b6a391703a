// The gallery's examples: what each page says. The sources are beside this file, in examples/<name>/: the
// program that runs, and with `javascript` the same in JavaScript, which has a bare page of its own; with `cpp`
// the same in C++, which is an example of its own. `images` come with the page. `room` is what the app will
// need: for a picture, or a picture, a figure or a log below a control; what is `wide` stands above its program.
// `threads`: there are two builds of it. `camera`: it looks at one.
export const examples = [
  {
    name: "generator",
    short: "Generator",
    file: "generator.cpp",
    title: "A generator shows progress",
    summary:
      "A button is bound to an async generator. Whatever the generator yields appears beside it. " +
      "A press while it runs supersedes the run: the old frame is destroyed, its timer with it.",
    javascript: "javascript/javascript.mjs",
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
    javascript: "slideshow/slideshow.mjs",
    notes: ["Each picture is fetched while the last one has its second on the screen."],
    images: true,
    room: "picture",
  },
  {
    name: "handler",
    short: "Handler",
    file: "handler.cpp",
    title: "An asynchronous handler",
    summary:
      "Every press starts a run of its own. Many may be in flight; each reports its own number " +
      "two seconds later.",
    javascript: "handler/handler.mjs",
    notes: ["The lambda's captures live as long as its run: components are handles, so nothing dangles."],
  },
  {
    name: "stream",
    short: "Stream",
    file: "stream.cpp",
    title: "Data streams into a plot",
    summary:
      "Each press adds five points to a random walk, a second later. The handler holds a lock, so that of several " +
      "presses each goes on where the last one ended, and only the new points go to the page.",
    javascript: "stream/stream.mjs",
    notes: ["The plot is an ES module of its own, on a canvas; it is loaded when the first one is shown."],
    room: "control-and-figure",
  },
  {
    name: "image",
    short: "Coroutine",
    file: "image.cpp",
    title: "A bound coroutine",
    summary:
      "A slider is bound to a coroutine that fetches a picture. Moving the slider aborts the request " +
      "in flight, and an older picture can never appear after a newer one was asked for.",
    javascript: "image/image.mjs",
    notes: ["The last picture stays until the next has arrived. Slow the network down to see it."],
    images: true,
    room: "control-and-picture",
  },
  {
    name: "waiting",
    short: "Waiting",
    file: "waiting.cpp",
    title: "Waiting for people",
    summary:
      "A coroutine pauses until somebody moves the slider, ten times, without blocking the page. The loop " +
      "that waits is a plain loop.",
    javascript: "waiting/waiting.mjs",
    notes: ["What is printed stands in the log once: ten thousand lines cost what they weigh."],
    room: "control-and-log",
  },
  {
    name: "changes",
    short: "Changes",
    file: "changes.cpp",
    title: "A generator that is sent each change",
    summary:
      "The program is a generator: it yields where it waits, and is sent each new value of the slider. " +
      "It need not know where the values come from.",
    javascript: "changes/changes.mjs",
    notes: ["None is lost: what changes while the generator is busy is sent afterwards, in order."],
    room: "control-and-log",
  },
  {
    name: "requests",
    short: "Requests",
    file: "requests.cpp",
    title: "A generator as a program",
    summary:
      "A generator yields requests and is sent the responses. Who drives it decides how they are served: " +
      "here by fetch, in a test by a plain function.",
    javascript: "requests/requests.mjs",
    notes: ["Each press starts a run of its own, and what it prints goes to the log that captured it."],
    images: true,
    room: "control-and-log",
  },
  {
    name: "progress",
    short: "Thread",
    file: "progress.cpp",
    title: "A thread moves a progress bar",
    summary:
      "A function runs on a thread of its own and blocks as it likes. It holds a remote: what it writes there arrives " +
      "at the progress bar, in order, while the page stays live.",
    notes: ["Leaving the page's scope asks the thread to stop; one that does not is ended."],
    threads: true,
  },
  {
    name: "mandelbrot",
    short: "Mandelbrot",
    file: "mandelbrot.cpp",
    title: "A calculation on four threads",
    summary:
      "Four threads calculate, line by line; each line goes to the page as soon as it is done, which shows the picture " +
      "twenty times a second. It is drawn again and again, more closely each time. A press of Stop cancels the wait " +
      "for the threads, and so asks them to stop.",
    notes: [
      "The threads look at a std::stop_token; when one of them fails, the others are asked to stop too. What they draw " +
        "last is shown when all of them have come to their end.",
    ],
    threads: true,
    room: "mandelbrot",
  },
  {
    name: "camera",
    short: "Camera",
    file: "camera.cpp",
    title: "A live camera",
    summary:
      "A camera sends one picture after the other in one answer that never ends. The core takes it apart as it arrives; " +
      "the page shows the newest picture, and drops those that come while the browser is still busy with one.",
    notes: ["Another rate is another request: the one before is aborted, and its connection closed."],
    camera: true,
    room: "rows-and-picture",
  },
  {
    name: "rating",
    short: "Rating",
    file: "rating.cpp",
    title: "A component of your own",
    summary:
      "A rating with stars, written in one file: described once, shown by a constant piece of HTML, with a " +
      "label, a role, keys and bounds. It is bound, watched and shown like any other component.",
    notes: ["Only what differs is written to the page: a press changes the stars and two attributes, and makes no element."],
    room: "three-rows",
  },
  {
    name: "components",
    short: "Components",
    file: "components.cpp",
    title: "Every component",
    summary:
      "What people put on pages: controls, what shows a value, data, and what holds other components. Each is a native " +
      "element where there is one, works by keyboard, and follows the colours of its page.",
    javascript: "components/components.mjs",
    notes: ["What is in a tab is made when it is first shown."],
    room: "components",
    wide: true,
  },
  {
    name: "dashboard",
    short: "Dashboard",
    file: "dashboard.cpp",
    title: "A dashboard",
    summary:
      "Four stations along a river, measured twice a second. What arrives is streamed to the figure and patched into the " +
      "table, cell by cell; the filters are parameters like any other.",
    javascript: "dashboard/dashboard.mjs",
    notes: ["The levels are made up: a random walk for each station."],
    room: "dashboard",
    wide: true,
  },
  {
    name: "javascript",
    short: "JavaScript",
    file: "javascript.mjs",
    title: "The same in JavaScript",
    summary:
      "The first example again, written in JavaScript with the npm package. The generator is " +
      "JavaScript; the components, the binding and its policy are the same C++.",
    cpp: "generator/generator.cpp",
    notes: ["A superseded run gets its AbortSignal, and its finally block runs."],
  },
];
