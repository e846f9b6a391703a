// The network control: reloads the page below a path that orders faults from the development server,
// for the pictures alone. Elsewhere there is nothing to order, and the control stays hidden.
const form = document.querySelector<HTMLFormElement>("#network")!;
const select = form.querySelector("select")!;

const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
form.hidden = !navigation?.serverTiming.some(({ name }) => name === "coracle-faults");

const [, ordered = "", page] = /^(?:\/~([^/]*))?(\/.*)$/.exec(location.pathname)!;
select.value = ordered.replace("&only=.jpg", "");
select.addEventListener("change", () => {
  location.pathname = select.value ? `/~${select.value}&only=.jpg${page}` : page!;
});

export {};
