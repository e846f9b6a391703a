// What the decoder's tests use inside the page: the host's parts, and a writer of patches that is
// written apart from the C++ one, from the format's description.
import { ModulePart, Op } from "../../../build/generated/patch";
import { PatchError } from "../../../web/host/errors";
import { createEvents } from "../../../web/host/events";
import { createHost, type HostExports, type Report } from "../../../web/host/host";
import type { OwnModules } from "../../../web/host/modules";
import { createObjectUrls } from "../../../web/host/object-urls";
import { createPatcher } from "../../../web/host/patch";

const encoder = new TextEncoder();

/** Writes the words and the text of one patch. Every method appends one operation. */
export class Stream {
  words: number[] = [];
  text = "";

  raw(...words: number[]): this {
    this.words.push(...words);
    return this;
  }
  #op(op: Op, immediate: number, ...operands: number[]): this {
    return this.raw((op | (immediate << 8)) >>> 0, ...operands);
  }
  #string(value: string): number {
    this.text += value;
    return value.length;
  }
  #double(value: number): [number, number] {
    const [low, high] = new Uint32Array(new Float64Array([value]).buffer);
    return [low!, high!];
  }

  end = () => this.#op(Op.end, 0);
  template = (id: number, html: string, holes: number) =>
    this.#op(Op.defineTemplate, id, holes, this.#string(html));
  name = (id: number, text: string) => this.#op(Op.defineName, id, this.#string(text));
  instance = (template: number, first: number) => this.#op(Op.instance, template, first);
  setText = (node: number, text: string) => this.#op(Op.text, node, this.#string(text));
  setInteger = (node: number, value: number) => this.#op(Op.textI32, node, value >>> 0);
  setNumber = (node: number, value: number) => this.#op(Op.textF64, node, ...this.#double(value));
  attribute = (node: number, name: number, value: string) =>
    this.#op(Op.attribute, node, name, this.#string(value));
  removeAttribute = (node: number, name: number) => this.#op(Op.removeAttribute, node, name);
  boolProperty = (node: number, name: number, value: boolean) =>
    this.#op(Op.propertyBool, node, name, Number(value));
  integerProperty = (node: number, name: number, value: number) =>
    this.#op(Op.propertyI32, node, name, value >>> 0);
  numberProperty = (node: number, name: number, value: number) =>
    this.#op(Op.propertyF64, node, name, ...this.#double(value));
  stringProperty = (node: number, name: number, value: string) =>
    this.#op(Op.propertyString, node, name, this.#string(value));
  classOn = (node: number, name: number) => this.#op(Op.classOn, node, name);
  classOff = (node: number, name: number) => this.#op(Op.classOff, node, name);
  style = (node: number, name: number, value: string) =>
    this.#op(Op.style, node, name, this.#string(value));
  place = (parent: number, node: number, before = 0) => this.#op(Op.place, parent, node, before);
  move = (parent: number, node: number, before = 0) => this.#op(Op.move, parent, node, before);
  remove = (node: number) => this.#op(Op.remove, node);
  clear = (parent: number) => this.#op(Op.clear, parent);
  listen = (kind: number) => this.#op(Op.listen, kind);
  free = (first: number, count = 1) => this.#op(Op.free, 1, first, count);
  tellModule = (node: number, part: number, json: string, count: number) =>
    this.#op(Op.module, node, part, this.#string(json), count);
  objectUrl = (node: number, property: number, type: number, pointer: number, bytes: number) =>
    this.#op(Op.objectUrl, node, property, type, pointer, bytes);
  focus = (node: number) => this.#op(Op.focus, node);
}

/** Puts a patch into memory, at an odd place, and gives what `commit` is called with. */
export function store(
  memory: WebAssembly.Memory,
  { words, text }: Pick<Stream, "words" | "text">,
  at = 1024,
): [words: number, count: number, text: number, bytes: number] {
  const bytes = encoder.encode(text);
  const textAt = at + words.length * 4 + 3;
  const missing = textAt + bytes.length - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  new Uint32Array(memory.buffer, at, words.length).set(words);
  new Uint8Array(memory.buffer, textAt, bytes.length).set(bytes);
  return [at, words.length, textAt, bytes.length];
}

/** A decoder on an element of its own, which is node 1. */
export function createPage() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const urls = createObjectUrls();
  const patcher = createPatcher((kind) => events.listen(kind), urls);
  const events = createEvents(patcher.idOf, () => {});
  const root = document.createElement("div");
  document.body.append(root);
  patcher.adopt(1, root);
  const apply = (stream: Pick<Stream, "words" | "text">) => {
    const place = store(memory, stream);
    patcher.apply(memory, ...place);
  };
  return {
    memory,
    urls,
    patcher,
    root,
    apply,
    /** The PatchError that a stream ends in, or nothing. Anything else is not caught. */
    failure(stream: Pick<Stream, "words" | "text">) {
      try {
        apply(stream);
      } catch (error) {
        if (!(error instanceof PatchError)) throw error;
        return { offset: error.offset, op: error.op, reason: error.reason };
      }
      return undefined;
    },
  };
}

/** A host whose module is a few JavaScript functions. */
export function createTestHost(exports: Partial<HostExports> = {}, ownModules?: OwnModules) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const stops: string[] = [];
  const reports: Report[] = [];
  const calls: unknown[][] = [];
  const texts: string[] = [];
  const host = createHost({
    onStop: (error) => stops.push(error instanceof Error ? error.message : String(error)),
    onReport: (report) => reports.push(report),
    ownModules,
  });
  const buffer = 32768;
  const complete: HostExports = {
    _coracle_turn: () => calls.push(["turn"]),
    _coracle_wake: () => calls.push(["wake"]),
    _coracle_frame: (now) => calls.push(["frame", now]),
    _coracle_event: (id, kind, value, flags, bytes) => {
      calls.push(["event", id, kind, value, flags]);
      texts.push(new TextDecoder().decode(new Uint8Array(memory.buffer, buffer, bytes)));
    },
    _coracle_text_buffer: (capacity) => {
      const missing = buffer + capacity - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / 65536));
      return buffer;
    },
    ...exports,
  };
  host.attach(complete, memory);
  const root = document.createElement("div");
  document.body.append(root);
  host.adopt(1, root);
  const commit = (stream: Pick<Stream, "words" | "text">) => host.commit(...store(memory, stream));
  return { host, memory, root, stops, reports, calls, texts, commit };
}

export { createHost, ModulePart, Op, PatchError };
