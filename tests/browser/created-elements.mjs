// How many elements come to be in a page.

/** Counts from now on; gives a function that tells how many there were. */
export const countCreatedElements = async (page) => {
  await page.evaluate(() => {
    globalThis.created = 0;
    new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) {
          if (node.nodeType === 1) globalThis.created += 1 + node.querySelectorAll("*").length;
        }
      }
    }).observe(document.querySelector("#app"), { childList: true, subtree: true });
  });
  return () => page.evaluate("created");
};
