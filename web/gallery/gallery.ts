// The network control: reloads the page below a path that orders faults from the development server,
// for its pictures alone, or its camera. Elsewhere there is nothing to order, and the control stays hidden.
const form = document.querySelector<HTMLFormElement>("#network")!;
const select = form.querySelector("select")!;

const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
form.hidden = !navigation?.serverTiming.some(({ name }) => name === "coracle-faults");

const [, ordered = "", page] = /^(?:\/~([^/]*))?(\/.*)$/.exec(location.pathname)!;
const only = `&only=${form.dataset.only}`;
select.value = ordered.replace(only, "");
select.addEventListener("change", () => {
  location.pathname = select.value ? `/~${select.value}${only}${page}` : page!;
});

export {};
