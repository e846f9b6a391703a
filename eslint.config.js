import js from "@eslint/js";
import typescript from "typescript-eslint";

const names = (list) => Object.fromEntries(list.split(" ").map((name) => [name, "readonly"]));
const everywhere = "console URL URLSearchParams TextDecoder TextEncoder WebAssembly performance fetch Response Request AbortController AbortSignal setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone MessageChannel Event EventTarget Blob";
const node = names(`${everywhere} process Buffer setImmediate`);
const browser = names(`${everywhere} window document customElements HTMLElement Element Node location history navigator requestAnimationFrame cancelAnimationFrame matchMedia`);

export default typescript.config(
  { ignores: ["build/", "node_modules/", "wasm/library/", "wasm/javascript/library.js"] },
  js.configs.recommended,
  ...typescript.configs.recommended,
  {
    files: ["**/*.mjs", "**/*.js"],
    languageOptions: { globals: { ...browser, ...node } },
  },
  {
    // Much of these files runs in a page, with what the page's own script defines.
    files: ["tests/browser/**", "tests/responsiveness/**", "tests/conformance/**", "tests/package/**", "tests/bench/**"],
    rules: { "no-undef": "off", "no-unsafe-finally": "off" },
  },
  {
    rules: {
      eqeqeq: ["error", "always"],
      "no-var": "error",
      "prefer-const": "error",
      "no-control-regex": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
);
