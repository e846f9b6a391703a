/** Writes a piece, and waits until there is room for the next, or the other side has gone. */
export async function write(response, piece) {
  if (response.write(piece) || response.destroyed) return;
  await new Promise((resolve) => {
    const go = () => {
      for (const event of ["drain", "close"]) response.off(event, go);
      resolve();
    };
    for (const event of ["drain", "close"]) response.on(event, go);
  });
}
