// Object URLs given to nodes, so that bytes from linear memory can be shown by the browser.

export interface ObjectUrls {
  /** Shows the bytes in a property of the node; what it showed before is revoked after that. */
  show(node: Node, property: string, bytes: Uint8Array<ArrayBuffer>, type: string): void;
  /** Revokes whatever the node shows. */
  free(node: Node): void;
  freeAll(): void;
  count(): number;
}

export const createObjectUrls = (): ObjectUrls => {
  // The last URL of a node is the one it was given last. Those before it may still be on the
  // screen: they go once a newer one has loaded, or has failed to.
  const shown = new Map<Node, string[]>();

  const revoke = (urls: string[], kept: number) => {
    for (const url of urls.splice(0, urls.length - kept)) URL.revokeObjectURL(url);
  };
  const settled = (event: Event) => revoke(shown.get(event.currentTarget as Node) ?? [], 1);

  const free = (node: Node) => {
    // Asked of every node that goes, and mostly none shows any.
    const urls = shown.size && shown.get(node);
    if (!urls) return;
    shown.delete(node);
    // A load that is under way would fail, and say so on the console.
    (node as Element).removeAttribute("src");
    revoke(urls, 0);
  };

  return {
    show(node, property, bytes, type) {
      if (!(node instanceof Element)) throw new Error("only elements show bytes");
      const url = URL.createObjectURL(new Blob([bytes], { type }));
      const urls = shown.get(node);
      if (urls) {
        urls.push(url);
      } else {
        shown.set(node, [url]);
        for (const event of ["load", "error"]) node.addEventListener(event, settled);
      }
      (node as unknown as Record<string, unknown>)[property] = url;
    },
    free,
    freeAll: () => [...shown.keys()].forEach(free),
    count: () => [...shown.values()].flat().length,
  };
};
