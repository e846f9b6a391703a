// The decoder of patches: one flat stream of 32-bit words and one block of text per commit.
//
// The format is defined in include/coracle/ui/patch.hpp. Nothing in a stream is trusted: whatever
// does not fit, down to a refusal by the DOM itself, ends as a PatchError.
import { Op, opNames } from "../../build/generated/patch";
import { messageOf, PatchError } from "./errors";
import { hasModules, hasObjectUrls, hasScroll, unshared } from "./features";
import type { Modules } from "./modules";
import type { ObjectUrls } from "./object-urls";
import { instantiate, parseTemplate, type NumberedNode, type Template } from "./template";

/** Defined in an app's release build, where an operation that fails is told by its number. */
declare const CORACLE_SMALL: true | undefined;

export interface Patcher {
  /** Applies one commit that lies in linear memory. Throws nothing but PatchError. */
  apply(memory: WebAssembly.Memory, words: number, count: number, text: number, bytes: number): void;
  adopt(id: number, element: Element): void;
  /** The number of an element that is known under it, or 0. */
  idOf(node: Node): number;
  nodeCount(): number;
  clear(): void;
}

const maximumId = 0xffffff;

type Properties = Record<string, unknown>;
type Movable = Element & { moveBefore?(node: Node, before: Node | null): void };

const find = <T>(all: readonly (T | undefined)[], id: number, kind: string): T => {
  const found = all[id];
  if (found === undefined) throw new Error(`there is no ${kind} ${id}`);
  return found;
};

/** Without `urls` or `modules` there is no operation for them. */
export const createPatcher = (
  listen: (kind: number) => void,
  urls?: ObjectUrls,
  modules?: Modules,
): Patcher => {
  const key = Symbol("coracle");
  // A byte order mark is text like any other: dropping it would shift every later string.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const float = new Float64Array(1);
  const floatWords = new Uint32Array(float.buffer);

  let nodes: (NumberedNode | undefined)[] = [];
  const names: string[] = [];
  const templates: Template[] = [];

  let words = new Uint32Array();
  let at = 0;
  let offset = 0;
  let text = "";
  let textAt = 0;

  const known = (id: number): NumberedNode => find(nodes, id, "node");
  const element = (id: number) => known(id) as Node as HTMLElement;
  const properties = (id: number) => known(id) as unknown as Properties;
  const before = (id: number) => (id ? known(id) : null);
  const name = (): string => find(names, words[at++]!, "name");
  const string = (): string => {
    const end = textAt + words[at++]!;
    if (!(end <= text.length)) throw new Error("the text is too short");
    return text.substring(textAt, (textAt = end));
  };
  const number = (): number => {
    floatWords[0] = words[at++]!;
    floatWords[1] = words[at++]!;
    return float[0]!;
  };

  const free = (runs: number) => {
    for (; runs; --runs) {
      const first = words[at++]!;
      const end = first + words[at++]!;
      known(first);
      known(end - 1);
      if (hasObjectUrls || hasModules) {
        for (let id = first; id < end; ++id) {
          if (hasObjectUrls) urls?.free(known(id));
          if (hasModules) modules?.free(known(id));
        }
      }
      nodes.fill(undefined, first, end);
    }
  };

  const instance = (id: number, first: number) => {
    const template = find(templates, id, "template");
    const last = first + template.holeCount;
    if (!(first > 0 && last <= maximumId)) throw new Error(`node ${first} is out of range`);
    for (let node = first; node <= last; ++node) {
      if (nodes[node]) throw new Error(`node ${node} is in use`);
    }
    instantiate(template, first, nodes, key);
  };

  const bytes = (memory: WebAssembly.Memory) =>
    unshared(new Uint8Array(memory.buffer, words[at++]!, words[at++] ?? 0));

  const objectUrl = (node: Node, memory: WebAssembly.Memory) => {
    const property = name();
    const type = name();
    urls!.show(node, property, bytes(memory), type);
  };

  const tellModule = (node: Node, memory: WebAssembly.Memory) => {
    const part = words[at++]!;
    const json = string();
    const blocks: Uint8Array[] = [];
    const end = at + 1 + 2 * words[at++]!;
    if (!(end <= words.length)) throw new Error("the stream is too short");
    while (at < end) blocks.push(bytes(memory));
    modules!.tell(node, part, json, blocks);
  };

  const run = (memory: WebAssembly.Memory) => {
    while (at < words.length) {
      offset = at;
      const word = words[at++]!;
      const immediate = word >>> 8;
      switch (word & 255) {
        case Op.end:
          if (at < words.length) throw new Error("words follow the end");
          if (textAt < text.length) throw new Error("text is left over");
          return;
        case Op.defineTemplate: {
          const holes = words[at++]!;
          templates[immediate] = parseTemplate(string(), holes);
          break;
        }
        case Op.defineName:
          names[immediate] = string();
          break;
        case Op.instance:
          instance(immediate, words[at++]!);
          break;
        case Op.text:
          known(immediate).textContent = string();
          break;
        case Op.textI32:
          known(immediate).textContent = String(words[at++]! | 0);
          break;
        case Op.textF64:
          known(immediate).textContent = String(number());
          break;
        case Op.attribute:
          element(immediate).setAttribute(name(), string());
          break;
        case Op.removeAttribute:
          element(immediate).removeAttribute(name());
          break;
        case Op.propertyBool:
          properties(immediate)[name()] = words[at++] !== 0;
          break;
        case Op.propertyI32:
          properties(immediate)[name()] = words[at++]! | 0;
          break;
        case Op.propertyF64:
          properties(immediate)[name()] = number();
          break;
        case Op.propertyString: {
          const target = properties(immediate);
          const property = name();
          const value = string();
          // Setting an equal value would still move the caret of a text field.
          if (target[property] !== value) target[property] = value;
          break;
        }
        case Op.classOn:
          element(immediate).classList.add(name());
          break;
        case Op.classOff:
          element(immediate).classList.remove(name());
          break;
        case Op.style:
          element(immediate).style.setProperty(name(), string());
          break;
        case Op.place:
          known(immediate).insertBefore(known(words[at++]!), before(words[at++]!));
          break;
        case Op.move: {
          const parent = known(immediate) as Node as Movable;
          const node = known(words[at++]!);
          const next = before(words[at++]!);
          if (parent.moveBefore) parent.moveBefore(node, next);
          else parent.insertBefore(node, next);
          break;
        }
        case Op.remove:
          element(immediate).remove();
          break;
        case Op.clear:
          known(immediate).textContent = "";
          break;
        case Op.listen:
          listen(immediate);
          break;
        case Op.free:
          free(immediate);
          break;
        case Op.focus:
          if (hasScroll) {
            element(immediate).scrollIntoView({ block: "nearest", inline: "nearest" });
            element(immediate).focus({ preventScroll: true });
          } else {
            element(immediate).focus();
          }
          break;
        case Op.objectUrl:
          if (hasObjectUrls) {
            objectUrl(known(immediate), memory);
            break;
          }
          // falls through
        case Op.module:
          if (hasModules) {
            tellModule(known(immediate), memory);
            break;
          }
          // falls through
        default:
          throw new Error("there is no such operation");
      }
    }
    throw new Error("the stream has no end");
  };

  return {
    apply(memory, wordsAt, count, textAtByte, size) {
      at = textAt = offset = 0;
      words = new Uint32Array();
      try {
        // Growth of the memory replaces its buffer, also in between, where the page's own code is called.
        words = new Uint32Array(memory.buffer, wordsAt, count).slice();
        text = size ? decoder.decode(unshared(new Uint8Array(memory.buffer, textAtByte, size))) : "";
        run(memory);
      } catch (error) {
        const op = words[offset]! & 255;
        const name = typeof CORACLE_SMALL === "undefined" && opNames[op];
        throw new PatchError(offset, name || `operation ${op}`, messageOf(error), error);
      }
    },
    adopt(id, root) {
      (nodes[id] = root as Element & NumberedNode)[key] = id;
    },
    idOf(node) {
      const id = (node as NumberedNode)[key];
      return id && nodes[id] === node ? id : 0;
    },
    nodeCount: () => nodes.filter(Boolean).length,
    clear() {
      nodes = [];
    },
  };
};
