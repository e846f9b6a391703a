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
  let requested = false;
  let served = 0;
  let animation = 0;
  let guard: ReturnType<typeof setTimeout> | undefined;

  const runFrame = () => {
    requested = false;
    ++served;
    scheduled.frame(performance.now());
  };
  const animate = () => {
    animation ||= requestAnimationFrame(() => {
      animation = 0;
      if (requested) runFrame();
    });
  };
  // Looks whether an animation frame came. Timers are dear, so one looks after many frames.
  const watch = () => {
    if (guard !== undefined) return;
    const before = served;
    const look = () => {
      guard = undefined;
      if (!requested) return;
      if (served === before) runFrame();
      else watch();
    };
    guard = setTimeout(look, document.hidden ? 0 : frameGrace);
  };
  const request = () => {
    animate();
    watch();
  };
  const visibilityChanged = () => {
    clearTimeout(guard);
    guard = undefined;
    if (requested) request();
  };
  document.addEventListener("visibilitychange", visibilityChanged);

  return {
    turn: () => channel.port2.postMessage(0),
    wake(delay) {
      clearTimeout(wakeTimer);
      if (delay < 0) return;
      wakeTimer = setTimeout(() => scheduled.wake(), Math.min(Math.ceil(delay), longestDelay));
    },
    frame() {
      if (requested) return;
      requested = true;
      request();
    },
    flush() {
      if (requested) runFrame();
    },
    stop() {
      document.removeEventListener("visibilitychange", visibilityChanged);
      channel.port1.close();
      clearTimeout(wakeTimer);
      clearTimeout(guard);
      cancelAnimationFrame(animation);
      requested = false;
    },
  };
};
