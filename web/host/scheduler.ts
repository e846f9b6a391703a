// The browser's side of the loop: a turn soon, a wake-up later, a frame before the next paint.

export interface Scheduler {
  /** Asks for a turn in a task of its own, so that input and painting come in between. */
  turn(): void;
  /** Asks for a wake-up after so many milliseconds in place of the last one; below 0 for none. */
  wake(delay: number): void;
  /** Asks for a frame before the next paint; soon also where nothing is painted. */
  frame(): void;
  /** Runs the frame that was asked for, if any, now. */
  flush(): void;
  stop(): void;
}

export interface Scheduled {
  turn(): void;
  wake(): void;
  frame(now: number): void;
}

/** A longer delay overflows in setTimeout and would end at once. Waking early does no harm. */
const longestDelay = 0x7fffffff;

/** How long an animation frame may take to come before the frame is run without it. */
const frameGrace = 100;

export const createScheduler = (scheduled: Scheduled): Scheduler => {
  // Messages are delivered as tasks without the 4 ms that nested timers wait, hidden tabs too.
  const channel = new MessageChannel();
  channel.port1.onmessage = () => scheduled.turn();
  let wakeTimer: ReturnType<typeof setTimeout> | undefined;
  let frameTimer: ReturnType<typeof setTimeout> | undefined;
  let animation = 0;

  const cancelFrame = () => {
    cancelAnimationFrame(animation);
    clearTimeout(frameTimer);
    frameTimer = undefined;
  };
  const runFrame = () => {
    cancelFrame();
    scheduled.frame(performance.now());
  };
  // A hidden tab's timers are slow; what waits for one need not once the tab is seen again.
  const seen = () => {
    if (frameTimer !== undefined && !document.hidden) animation = requestAnimationFrame(runFrame);
  };
  document.addEventListener("visibilitychange", seen);

  return {
    turn: () => channel.port2.postMessage(0),
    wake(delay) {
      clearTimeout(wakeTimer);
      if (delay < 0) return;
      wakeTimer = setTimeout(() => scheduled.wake(), Math.min(Math.ceil(delay), longestDelay));
    },
    frame() {
      if (frameTimer !== undefined) return;
      frameTimer = setTimeout(runFrame, document.hidden ? 0 : frameGrace);
      animation = requestAnimationFrame(runFrame);
    },
    flush() {
      if (frameTimer !== undefined) runFrame();
    },
    stop() {
      document.removeEventListener("visibilitychange", seen);
      channel.port1.close();
      clearTimeout(wakeTimer);
      cancelFrame();
    },
  };
};
