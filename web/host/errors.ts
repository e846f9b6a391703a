/** A patch stream that breaks its own rules. The page it was meant for can no longer be trusted. */
export class PatchError extends Error {
  constructor(
    /** The index of the word that holds the operation. */
    readonly offset: number,
    /** The name of the operation, or its number when it has none. */
    readonly op: string,
    readonly reason: string,
    cause?: unknown,
  ) {
    super(`patch: ${reason} (${op} at word ${offset})`, { cause });
    this.name = "PatchError";
  }
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** An error as people see it in the page. */
export const errorBox = (message: string): HTMLElement => {
  const box = document.createElement("div");
  box.className = "coracle-error";
  box.setAttribute("role", "alert");
  box.textContent = message;
  return box;
};
