// What the package exports that needs no loaded module, the same in the browser and in Node.
export { append, pace } from "./adaptors";
export {
  skip,
  latest,
  queue,
  drop,
  parallel,
  immediate,
  frame,
  debounce,
  throttle,
  onCommit,
} from "./policies";
