// JSON with bytes in it, which travel beside it: {"$bytes":0} stands for the first of them.

export const isBytes = (value: unknown): value is ArrayBuffer | ArrayBufferView =>
  value instanceof ArrayBuffer || ArrayBuffer.isView(value);

export const bytesOf = (value: ArrayBuffer | ArrayBufferView) =>
  ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);

export const encode = (content: unknown): [json: string, bytes: Uint8Array[]] => {
  const bytes: Uint8Array[] = [];
  const json = JSON.stringify(content, (_, value: unknown) =>
    isBytes(value) ? { $bytes: bytes.push(bytesOf(value)) - 1 } : value,
  );
  return [json, bytes];
};

/** `blocks`: the bytes, as what they are to be in the value. */
export const decode = (json: string, blocks: readonly unknown[]): unknown =>
  JSON.parse(json, (_, value: unknown) => {
    const index = (value as { $bytes?: number } | null)?.$bytes;
    return blocks.length && index !== undefined ? blocks[index] : value;
  });
