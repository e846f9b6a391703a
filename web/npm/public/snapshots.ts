// The state of views.

/** What `snapshot` gives: plain values, which JSON can say. */
export type State = null | boolean | number | string | readonly State[] | { readonly [name: string]: State };
