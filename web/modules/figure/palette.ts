// Colours for what has none of its own; told apart by those who see colours otherwise (Okabe and Ito).
const light = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#5a5a5a"];
const dark = ["#56b4e9", "#e69f00", "#2fd5a0", "#e29ac5", "#f0e442", "#7cc8ff", "#c0c0c0"];

/** Whether text stands light on dark here. */
export const isDark = (element: Element): boolean => {
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number);
  return 0.3 * red + 0.59 * green + 0.11 * blue > 127;
};

/** Calls back when the colour of the element's text has changed with the reader's preference or by what its ancestors say. */
export const onThemeChange = (element: Element, signal: AbortSignal, call: () => void): void => {
  const color = () => getComputedStyle(element).color;
  let before = color();
  const look = () => {
    if (before !== (before = color())) call();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look, { signal });
  document.addEventListener("transitionend", look, { signal });
  const observer = new MutationObserver(look);
  for (let node: Element | null = element; node; node = node.parentElement) {
    observer.observe(node, { attributeFilter: ["class", "data-theme", "style"] });
  }
  signal.addEventListener("abort", () => observer.disconnect());
};

export const colorOf = (index: number, onDark: boolean): string => (onDark ? dark : light)[index % light.length]!;
