// Delegated events: one listener per kind on each root, and the way of one event to its node.
import { EventFlag, EventKind, eventNames } from "../../build/generated/patch";
import { hasForms, hasKeys, hasScroll } from "./features";

/** One event, read at the moment it happens: the page may have changed when it is delivered. */
export interface PageEvent {
  readonly target: Node;
  readonly id: number;
  readonly kind: number;
  readonly value: number;
  readonly flags: number;
  readonly text: string;
}

export interface Events {
  /** Listens to a kind of event on every root, now and later. */
  listen(kind: number): void;
  /** Has the controls of every root, now and later, hear a `change` when a form around them was reset. */
  hearResets(): void;
  addRoot(root: Element): void;
  removeRoot(root: Element): void;
  removeRoots(): void;
  listenerCount(): number;
}

/** What there may be on the target of an event: that of a control, or any other. */
type Target = Partial<HTMLInputElement & HTMLSelectElement & HTMLDetailsElement>;

const valueOf = ({ type, checked, selectedIndex, valueAsNumber, open }: Target): number =>
  Number(/^(checkbox|radio)$/.test(type!) ? checked : (selectedIndex ?? valueAsNumber ?? open));

/** How far it is scrolled, of 1. */
const scrolled = ({ scrollTop, scrollHeight, clientHeight }: Element) => scrollTop / (scrollHeight - clientHeight);

const textOf = (event: Partial<KeyboardEvent>, { value }: Target): string =>
  event.key ?? (typeof value === "string" ? value : "");

const flagsOf = (event: Partial<KeyboardEvent>): number =>
  (event.shiftKey ? EventFlag.shift : 0) |
  (event.ctrlKey ? EventFlag.control : 0) |
  (event.altKey ? EventFlag.alt : 0) |
  (event.metaKey ? EventFlag.meta : 0) |
  (event.repeat ? EventFlag.repeat : 0) |
  // Safari says so of an input method's last Enter by its code only.
  (event.isComposing || event.keyCode === 229 ? EventFlag.composing : 0);

export const createEvents = (
  idOf: (node: Node) => number,
  deliver: (event: PageEvent) => void,
): Events => {
  const roots = new Map<Element, AbortController>();
  const kinds = new Set<number>();
  let hearsResets = false;

  const listenOn = (root: Element, { signal }: AbortController, kind: number) => {
    const type = eventNames[kind]!;
    const handle = (event: Event) => {
      const target = event.target as Node & Target;
      for (let node: Node | null = target; node; node = node === root ? null : node.parentNode) {
        const id = idOf(node);
        if (!id) continue;
        // The browser would load another page in place of this one.
        if (kind === EventKind.submit) event.preventDefault();
        const value = hasScroll && kind === EventKind.scroll ? scrolled(target as Node as Element) : valueOf(target);
        let flags = flagsOf(event);
        // It would scroll.
        if (hasKeys && !(flags & (EventFlag.alt | EventFlag.meta)) && (node as { keys?: string }).keys?.split(",").includes((flags & EventFlag.control ? "Control+" : "") + (event as KeyboardEvent).key)) {
          event.preventDefault();
          if (getComputedStyle(node as Element).direction === "rtl") flags |= EventFlag.rightToLeft;
        }
        deliver({ target: node, id, kind, value, flags, text: textOf(event, target) });
        return;
      }
    };
    // Events that do not bubble pass the root only on their way down.
    const capture = /^(load|error|toggle|scroll)$/.test(type);
    root.addEventListener(type, handle, { capture, signal });
  };

  // A form tells of its reset before it, and its controls not at all.
  const hearResetsIn = (root: Element, { signal }: AbortController) =>
    document.addEventListener(
      "reset",
      (event) =>
        setTimeout(() => {
          if (event.defaultPrevented || signal.aborted) return;
          const form = event.target as HTMLFormElement;
          // Radio buttons without a name of the form's are none of its elements: see src/ui/radio_group.cpp.
          const radios = [...form.querySelectorAll<HTMLInputElement>("[form^=coracle-]")];
          for (const radio of radios) radio.checked = radio.defaultChecked;
          for (const control of [...form.elements, ...radios]) {
            if (control.closest(".coracle") === root) control.dispatchEvent(new Event("change", { bubbles: true }));
          }
        }),
      { signal },
    );

  const removeRoot = (root: Element) => {
    roots.get(root)?.abort();
    roots.delete(root);
  };

  return {
    listen(kind) {
      if (!eventNames[kind]) throw new Error(`there is no event kind ${kind}`);
      if (kinds.has(kind)) return;
      kinds.add(kind);
      for (const [root, listening] of roots) listenOn(root, listening, kind);
    },
    hearResets() {
      hearsResets = true;
      for (const [root, listening] of roots) hearResetsIn(root, listening);
    },
    addRoot(root) {
      const listening = new AbortController();
      roots.set(root, listening);
      for (const kind of kinds) listenOn(root, listening, kind);
      if (hasForms && hearsResets) hearResetsIn(root, listening);
    },
    removeRoot,
    removeRoots() {
      for (const root of roots.keys()) removeRoot(root);
    },
    listenerCount: () => roots.size * kinds.size,
  };
};
