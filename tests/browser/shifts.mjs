// What moves in a page by itself.

/** Records every layout shift that did not follow a press at once. */
export const watchShifts = () => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // A log that follows its end moves its lines: that is its purpose.
      const moved = entry.sources.map(({ node }) => node).filter((node) => !node?.parentElement?.closest(".coracle-log"));
      if (!entry.hadRecentInput && moved.length > 0) shifts.push(moved.map((node) => node?.className ?? String(node)));
    }
  }).observe({ type: "layout-shift", buffered: true });
};
