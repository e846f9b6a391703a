// ES modules in the page, with the contract of anywidget.
import type { WatchOptions } from "./runs";
import type { Component, Handler, ParameterReference, Subscription, Change } from "./views";

/**
 * An ES module in the page: a plot, an editor, a widget that somebody published.
 *
 * The module keeps the contract of anywidget: its default export, or what that returns when it is a
 * function, has `render({ model, el })` and may have `initialize({ model })`. The values of its `model` are
 * the parameters that the component was made with. They are values that JSON can express, with bytes in
 * them: those are Uint8Arrays here, and DataViews in the module. Numbers that are not finite become null.
 */
export interface Module extends Component {
  get(name: string): unknown;
  /** What was set arrives in the module as one change, at the next commit. */
  set(name: string, value: unknown): void;
  set(values: Record<string, unknown>): void;
  parameter(name: string): ParameterReference<unknown>;
  watch(name: string, watcher: Handler<Change<unknown>>, options?: WatchOptions): Subscription;
  follow(name: string, source: unknown): Subscription;
  unfollow(name: string): void;
  trigger(name: string): void;
  /**
   * The module hears it by `model.on("msg:custom", f)`, after what was set before it. While it is not
   * shown messages are lost.
   */
  send(message: unknown): void;
  /** Calls the handler with each message that the module sends. */
  onMessage(handler: Handler<unknown>, options?: WatchOptions): Subscription;
}

export interface ModuleConstructor {
  /** The address is relative to the page. The module is loaded when it is first shown. */
  new (url: string, parameters?: Record<string, unknown>): Module;
  readonly prototype: Module;
}
