// Templates: markup parsed once, cloned for each instance, its holes found without searching.

/** A node that carries its number under its host's own symbol. */
export type NumberedNode = Node & { [key: symbol]: number };

const enum Step {
  down,
  right,
  up,
  hole,
}

export interface Template {
  readonly root: Node;
  readonly holeCount: number;
  /** How to walk over a clone of the root: every step moves, or says that here is a hole. */
  readonly steps: readonly Step[];
}

const isHole = (node: Node): boolean =>
  node instanceof Element ? node.hasAttribute("hole") : node.nodeType === 3 && node.nodeValue === " ";

/** The index of each ancestor below `root`, and of the node itself, among its siblings. */
const pathTo = (root: Node, node: Node): number[] => {
  const path: number[] = [];
  for (let at = node; at !== root; at = at.parentNode!) {
    path.unshift([...at.parentNode!.childNodes].indexOf(at as ChildNode));
  }
  return path;
};

export const parseTemplate = (html: string, holeCount: number): Template => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const root = holder.content.firstChild;
  if (!root || root.nextSibling) throw new Error("a template needs exactly one root");

  const steps: Step[] = [];
  let found = 0;
  let from: number[] = [];
  const walker = document.createTreeWalker(root);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!isHole(node)) continue;
    const to = pathTo(root, node);
    let depth = 0;
    while (depth < from.length && from[depth] === to[depth]) ++depth;
    // In document order the next hole is below the last one, or right of it or of an ancestor.
    for (let level = from.length; level > depth + 1; --level) steps.push(Step.up);
    for (let level = depth; level < to.length; ++level) {
      let index = 0;
      if (level === depth && depth < from.length) index = from[depth]!;
      else steps.push(Step.down);
      for (; index < to[level]!; ++index) steps.push(Step.right);
    }
    steps.push(Step.hole);
    from = to;
    ++found;
  }
  if (found !== holeCount) throw new Error(`the template has ${found} holes, not ${holeCount}`);
  for (const hole of holder.content.querySelectorAll("[hole]")) hole.removeAttribute("hole");
  return { root, holeCount, steps };
};

/** Clones a template; its root becomes number `first`, its holes the numbers that follow. */
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
    else (nodes[++id] = node as NumberedNode)[key] = id;
  }
};
