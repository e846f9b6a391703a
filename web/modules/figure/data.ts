// The data of a figure as its module keeps it: columns that grow at the end and are cut at the front.

/** One glyph, as src/ui/figure.cpp tells it. */
export interface Glyph {
  kind: "line" | "scatter" | "bar" | "area";
  source: number;
  x: string;
  y: string;
  label: string;
  color: string;
  size: number;
}

/** A column: a window that moves over room that is seldom made anew. */
class Column {
  #room: Float64Array;
  #begin = 0;
  #end: number;

  constructor(values: Float64Array) {
    this.#room = values;
    this.#end = values.length;
  }

  get values(): Float64Array {
    return this.#room.subarray(this.#begin, this.#end);
  }

  append(values: Float64Array, rollover: number): void {
    if (rollover > 0 && values.length > rollover) values = values.subarray(values.length - rollover);
    const kept = this.#end - this.#begin;
    const cut = rollover > 0 ? Math.max(0, kept + values.length - rollover) : 0;
    this.#begin += cut;
    if (this.#end + values.length > this.#room.length) {
      const old = this.values;
      const needed = old.length + values.length;
      // Moved to the front where half of the room is free, so that moving is rare.
      const room = needed * 2 <= this.#room.length ? this.#room : new Float64Array(needed * 2);
      room.set(old);
      this.#room = room;
      this.#end = old.length;
      this.#begin = 0;
    }
    this.#room.set(values, this.#end);
    this.#end += values.length;
  }

  patch(changes: Float64Array): void {
    const { values } = this;
    for (let i = 0; i < changes.length; i += 2) values[changes[i]!] = changes[i + 1]!;
  }
}

export const floats = (view: DataView) => new Float64Array(view.buffer, view.byteOffset, view.byteLength / 8);
const columnsOf = (columns: Record<string, DataView>) =>
  new Map(Object.entries(columns).map(([name, view]) => [name, new Column(floats(view))]));

export type Message =
  | { type: "data"; source: number; columns: Record<string, DataView> }
  | { type: "stream"; source: number; columns: Record<string, DataView>; rollover: number }
  | { type: "patch"; source: number; column: string; changes: DataView };

export class Sources {
  #sources: Map<string, Column>[];

  constructor(data: Record<string, DataView>[]) {
    this.#sources = data.map(columnsOf);
  }

  apply(message: Message): void {
    if (message.type === "data") {
      this.#sources[message.source] = columnsOf(message.columns);
      return;
    }
    const source = this.#sources[message.source]!;
    if (message.type === "stream") {
      for (const [name, view] of Object.entries(message.columns)) {
        source.get(name)!.append(floats(view), message.rollover);
      }
    } else {
      source.get(message.column)!.patch(floats(message.changes));
    }
  }

  column(source: number, name: string): Float64Array {
    return this.#sources[source]?.get(name)?.values ?? new Float64Array();
  }
}
