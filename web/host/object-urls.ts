// Object URLs given to nodes, so that bytes from linear memory can be shown by the browser.

interface Shown {
  url: string;
  /** Replaced, but perhaps still on the screen until the new one has loaded. */
  former: string[];
  revokeFormer: () => void;
}

export interface ObjectUrls {
  /** Shows the bytes in a property of the node; what it showed before is revoked after that. */
  show(node: Node, property: string, bytes: Uint8Array<ArrayBuffer>, type: string): void;
  /** Revokes whatever the node shows. */
  free(node: Node): void;
  freeAll(): void;
  count(): number;
}

export const createObjectUrls = (): ObjectUrls => {
  const shown = new Map<Node, Shown>();

  const revoke = (urls: string[]) => {
    for (const url of urls.splice(0)) URL.revokeObjectURL(url);
  };

  const free = (node: Node) => {
    const entry = shown.get(node);
    if (!entry) return;
    shown.delete(node);
    node.removeEventListener("load", entry.revokeFormer);
    node.removeEventListener("error", entry.revokeFormer);
    revoke([...entry.former, entry.url]);
  };

  return {
    show(node, property, bytes, type) {
      const url = URL.createObjectURL(new Blob([bytes], { type }));
      const entry = shown.get(node);
      if (entry) {
        entry.former.push(entry.url);
        entry.url = url;
      } else {
        const former: string[] = [];
        const revokeFormer = () => revoke(former);
        shown.set(node, { url, former, revokeFormer });
        node.addEventListener("load", revokeFormer);
        node.addEventListener("error", revokeFormer);
      }
      (node as unknown as Record<string, unknown>)[property] = url;
    },
    free,
    freeAll() {
      for (const node of [...shown.keys()]) free(node);
    },
    count() {
      let count = 0;
      for (const entry of shown.values()) count += 1 + entry.former.length;
      return count;
    },
  };
};
