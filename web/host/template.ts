// Templates: markup parsed once, cloned for each instance, its holes found without searching.

/** A node that carries its number under its host's own symbol. */
export type NumberedNode = Node & { [key: symbol]: number };

const enum Step {
  down,
  right,
  up,
  elementHole,
  textHole,
}

export interface Template {
  readonly root: Node;
  readonly holeCount: number;
  /** How to walk over a clone of the root: every step moves, or says that here is a hole. */
  readonly steps: readonly Step[];
}

const isHole = (node: Node): boolean =>
  node instanceof Element ? node.hasAttribute("hole") : node.nodeType === 3 && node.nodeValue === " ";

export const parseTemplate = (html: string, holeCount: number): Template => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const root = holder.content.firstChild;
  if (!root || root.nextSibling) throw new Error("a template needs exactly one root");

  const steps: Step[] = [];
  let found = 0;
  let last = 0;
  /** Appends the way through a node's holes and back to it; no step where there are none. */
  const walk = (node: Node) => {
    const start = steps.length;
    let end = start;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      const before = found;
      steps.push(child === node.firstChild ? Step.down : Step.right);
      if (isHole(child)) {
        last = steps.push(child instanceof Element ? Step.elementHole : Step.textHole);
        ++found;
      }
      walk(child);
      if (found > before) end = steps.length;
    }
    steps.length = end;
    if (end > start) steps.push(Step.up);
  };
  walk(root);
  if (found !== holeCount) throw new Error(`the template has ${found} holes, not ${holeCount}`);
  for (const hole of holder.content.querySelectorAll("[hole]")) hole.removeAttribute("hole");
  // Nothing is left to find after the last hole.
  steps.length = last;
  return { root, holeCount, steps };
};

/**
 * Clones a template; its root becomes number `first`, its holes the numbers that follow. Texts in it
 * do not carry theirs: no event happens to a text, and a property on every node has its price.
 */
export const instantiate = (
  template: Template,
  first: number,
  nodes: (NumberedNode | undefined)[],
  key: symbol,
): void => {
  let node: Node = template.root.cloneNode(true);
  let id = first;
  (nodes[id] = node as NumberedNode)[key] = id;
  for (const step of template.steps) {
    if (step === Step.right) node = node.nextSibling!;
    else if (step === Step.down) node = node.firstChild!;
    else if (step === Step.up) node = node.parentNode!;
    else {
      nodes[++id] = node as NumberedNode;
      if (step === Step.elementHole) (node as NumberedNode)[key] = id;
    }
  }
};
