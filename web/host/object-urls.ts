// Object URLs given to nodes, so that bytes from linear memory can be shown by the browser.

export interface ObjectUrls {
  /**
   * Shows the bytes in a property of the node; what it showed before is revoked once that, or whatever else the
   * property is given, has loaded. No bytes: as `free`.
   */
  show(node: Node, property: string, bytes: Uint8Array<ArrayBuffer>, type: string): void;
  /** Revokes whatever the node shows. */
  free(node: Node): void;
  freeAll(): void;
  count(): number;
}

interface Shown {
  readonly property: string;
  readonly urls: string[];
}

export const createObjectUrls = (): ObjectUrls => {
  // The last URL of a node is the one it was given last. Those before it may still be on the
  // screen: they go once a newer one has loaded, or has failed to. So does the last, once the
  // node has another address.
  const shown = new Map<Node, Shown>();

  const revoke = (urls: string[], kept: number) => {
    for (const url of urls.splice(0, urls.length - kept)) URL.revokeObjectURL(url);
  };
  const settled = (event: Event) => {
    const node = event.currentTarget as Node;
    const { property, urls } = shown.get(node) ?? { property: "", urls: [] };
    revoke(urls, Number(Reflect.get(node, property) === urls.at(-1)));
  };

  const free = (node: Node) => {
    // Asked of every node that goes, and mostly none shows any.
    const former = shown.size && shown.get(node);
    if (!former) return;
    shown.delete(node);
    // A load that is under way would fail, and say so on the console.
    (node as Element).removeAttribute("src");
    revoke(former.urls, 0);
  };

  return {
    show(node, property, bytes, type) {
      if (!(node instanceof Element)) throw new Error("only elements show bytes");
      if (!bytes.length) return free(node);
      const url = URL.createObjectURL(new Blob([bytes], { type }));
      const former = shown.get(node);
      if (former) {
        former.urls.push(url);
      } else {
        shown.set(node, { property, urls: [url] });
        for (const event of ["load", "error"]) node.addEventListener(event, settled);
      }
      Reflect.set(node, property, url);
    },
    free,
    freeAll: () => [...shown.keys()].forEach(free),
    count: () => [...shown.values()].flatMap(({ urls }) => urls).length,
  };
};
