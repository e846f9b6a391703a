// The JavaScript side of the cases, on the interface of frameworks.mjs. Each function here has its
// twin in a .cpp file beside it. Effects give nothing back: alien-signals takes a result for a
// clean-up.
import { random } from "./random.mjs";

const range = (length) => Array.from({ length }, (_, index) => index);

function busy() {
  let a = 0;
  for (let i = 0; i < 100; i++) a++;
  return a;
}

const fibonacci = (n) => (n < 2 ? 1 : fibonacci(n - 1) + fibonacci(n - 2));
const hard = (n) => n + fibonacci(16);

/** The graphs of the kairo group; each gives the body of one iteration. */
const kairo = {
  avoidablePropagation({ signal, computed, effect, batch }, { expect }) {
    const head = signal(0);
    const computed1 = computed(() => head.read());
    const computed2 = computed(() => (computed1.read(), 0));
    const computed3 = computed(() => (busy(), computed2.read() + 1));
    const computed4 = computed(() => computed3.read() + 2);
    const computed5 = computed(() => computed4.read() + 3);
    effect(() => {
      computed5.read();
      busy();
    });
    return () => {
      batch(() => head.write(1));
      expect(computed5.read() === 6);
      for (let i = 0; i < 1000; i++) {
        batch(() => head.write(i));
        expect(computed5.read() === 6);
      }
    };
  },

  broadPropagation({ signal, computed, effect, batch }, { tally, expect }) {
    const head = signal(0);
    let last = head;
    for (let i = 0; i < 50; i++) {
      const current = computed(() => head.read() + i);
      const current2 = computed(() => current.read() + 1);
      effect(() => {
        current2.read();
        tally.runs++;
      });
      last = current2;
    }
    return () => {
      batch(() => head.write(1));
      tally.runs = 0;
      for (let i = 0; i < 50; i++) {
        batch(() => head.write(i));
        expect(last.read() === i + 50);
      }
      expect(tally.runs === 50 * 50);
    };
  },

  deepPropagation({ signal, computed, effect, batch }, { tally, expect }) {
    const length = 50;
    const head = signal(0);
    let current = head;
    for (let i = 0; i < length; i++) {
      const c = current;
      current = computed(() => c.read() + 1);
    }
    effect(() => {
      current.read();
      tally.runs++;
    });
    return () => {
      batch(() => head.write(1));
      tally.runs = 0;
      for (let i = 0; i < 50; i++) {
        batch(() => head.write(i));
        expect(current.read() === length + i);
      }
      expect(tally.runs === 50);
    };
  },

  diamond({ signal, computed, effect, batch }, { tally, expect }) {
    const width = 5;
    const head = signal(0);
    const current = range(width).map(() => computed(() => head.read() + 1));
    const sum = computed(() => current.map((x) => x.read()).reduce((a, b) => a + b, 0));
    effect(() => {
      sum.read();
      tally.runs++;
    });
    return () => {
      batch(() => head.write(1));
      expect(sum.read() === 2 * width);
      tally.runs = 0;
      for (let i = 0; i < 500; i++) {
        batch(() => head.write(i));
        expect(sum.read() === (i + 1) * width);
      }
      expect(tally.runs === 500);
    };
  },

  mux({ signal, computed, effect, batch }, { expect }) {
    const heads = range(100).map(() => signal(0));
    const muxed = computed(() => Object.fromEntries(heads.map((head) => head.read()).entries()));
    const split = heads
      .map((_, index) => computed(() => muxed.read()[index]))
      .map((x) => computed(() => x.read() + 1));
    for (const x of split) effect(() => void x.read());
    return () => {
      for (let i = 0; i < 10; i++) {
        batch(() => heads[i].write(i));
        expect(split[i].read() === i + 1);
      }
      for (let i = 0; i < 10; i++) {
        batch(() => heads[i].write(i * 2));
        expect(split[i].read() === i * 2 + 1);
      }
    };
  },

  repeatedObservers({ signal, computed, effect, batch }, { tally, expect }) {
    const size = 30;
    const head = signal(0);
    const current = computed(() => {
      let result = 0;
      for (let i = 0; i < size; i++) result += head.read();
      return result;
    });
    effect(() => {
      current.read();
      tally.runs++;
    });
    return () => {
      batch(() => head.write(1));
      expect(current.read() === size);
      tally.runs = 0;
      for (let i = 0; i < 100; i++) {
        batch(() => head.write(i));
        expect(current.read() === i * size);
      }
      expect(tally.runs === 100);
    };
  },

  triangle({ signal, computed, effect, batch }, { tally, expect }) {
    const width = 10;
    const head = signal(0);
    const list = [];
    let current = head;
    for (let i = 0; i < width; i++) {
      const c = current;
      list.push(current);
      current = computed(() => c.read() + 1);
    }
    const sum = computed(() => list.map((x) => x.read()).reduce((a, b) => a + b, 0));
    effect(() => {
      sum.read();
      tally.runs++;
    });
    return () => {
      const constant = (width * (width + 1)) / 2;
      batch(() => head.write(1));
      expect(sum.read() === constant);
      tally.runs = 0;
      for (let i = 0; i < 100; i++) {
        batch(() => head.write(i));
        expect(sum.read() === constant - width + i * width);
      }
      expect(tally.runs === 100);
    };
  },

  unstable({ signal, computed, effect, batch }, { tally, expect }) {
    const head = signal(0);
    const twice = computed(() => head.read() * 2);
    const inverse = computed(() => -head.read());
    const current = computed(() => {
      let result = 0;
      for (let i = 0; i < 20; i++) result += head.read() % 2 ? twice.read() : inverse.read();
      return result;
    });
    effect(() => {
      current.read();
      tally.runs++;
    });
    return () => {
      batch(() => head.write(1));
      expect(current.read() === 40);
      tally.runs = 0;
      for (let i = 0; i < 100; i++) {
        batch(() => head.write(i));
        expect(current.read() === (i % 2 ? i * 40 : i * -20));
      }
      expect(tally.runs === 100);
    };
  },

  molBench({ signal, computed, effect, batch }, { tally }) {
    const results = [];
    const numbers = range(5);
    const a = signal(0);
    const b = signal(0);
    const c = computed(() => (a.read() % 2) + (b.read() % 2));
    const d = computed(() => numbers.map((i) => ({ x: i + (a.read() % 2) - (b.read() % 2) })));
    const e = computed(() => hard(c.read() + a.read() + d.read()[0].x));
    const f = computed(() => hard(d.read()[2].x || b.read()));
    const g = computed(() => c.read() + (c.read() || e.read() % 2) + d.read()[4].x + f.read());
    effect(() => void results.push(hard(g.read())));
    effect(() => void results.push(g.read()));
    effect(() => void results.push(hard(f.read())));
    let i = 0;
    return () => {
      i++;
      results.length = 0;
      batch(() => {
        b.write(1);
        a.write(1 + i * 2);
      });
      batch(() => {
        a.write(2 + i * 2);
        b.write(2);
      });
      for (const result of results) tally.sum += result;
      tally.runs += results.length;
    };
  },
};

/** What each part of sbench makes. */
function makeEffects({ effect }, react) {
  const one = (read) => effect(() => react(read()));
  const oneToMany = (perSource) => (n, sources) => {
    for (let i = 0; i < n / perSource; i++) {
      const { read } = sources[i];
      for (let j = 0; j < perSource; j++) one(read);
    }
  };
  const two = (n, sources) => {
    for (let i = 0; i < n; i++) {
      const [{ read: a }, { read: b }] = [sources[i * 2], sources[i * 2 + 1]];
      effect(() => react(a() + b()));
    }
  };
  const four = (n, sources) => {
    for (let i = 0; i < n; i++) {
      const { read: a } = sources[i * 4];
      const { read: b } = sources[i * 4 + 1];
      const { read: c } = sources[i * 4 + 2];
      const { read: d } = sources[i * 4 + 3];
      effect(() => react(a() + b() + c() + d()));
    }
  };
  const thousand = (n, sources) => {
    for (let i = 0; i < n; i++) {
      const offset = i * 1000;
      effect(() => {
        let sum = 0;
        for (let k = 0; k < 1000; k++) sum += sources[offset + k].read();
        react(sum);
      });
    }
  };
  const none = (n) => {
    for (let i = 0; i < n; i++) effect(() => react(i));
  };
  const times = (effects) => (_, sources) => {
    for (let i = 0; i < effects; i++) one(sources[0].read);
  };
  return {
    create0to1: none,
    create1to1: oneToMany(1),
    create2to1: two,
    create4to1: four,
    create1000to1: thousand,
    create1to2: oneToMany(2),
    create1to4: oneToMany(4),
    create1to8: oneToMany(8),
    create1to1000: oneToMany(1000),
    update1to1: times(1),
    update2to1: (_, sources) => two(1, sources),
    update4to1: (_, sources) => four(1, sources),
    update1000to1: (_, sources) => thousand(1, sources),
    update1to2: times(2),
    update1to4: times(4),
    update1to1000: times(1000),
  };
}

function makeGraph({ signal, computed, effect }, tally, { width, layers, fixed, reads, share }) {
  const sources = range(width).map((index) => signal(index));
  const draw = random();
  const makeComputed = (mine) => {
    if (draw() < fixed) {
      return computed(() => {
        tally.runs++;
        let sum = 0;
        for (const source of mine) sum += source.read();
        return sum;
      });
    }
    const first = mine[0];
    const tail = mine.slice(1);
    return computed(() => {
      tally.runs++;
      let sum = first.read();
      const drops = sum & 1;
      const dropped = sum % tail.length;
      for (let i = 0; i < tail.length; i++) {
        if (drops && i === dropped) continue;
        sum += tail[i].read();
      }
      return sum;
    });
  };
  let row = sources;
  for (let layer = 0; layer < layers - 1; layer++) {
    const above = row;
    row = above.map((_, column) => makeComputed(range(reads).map((i) => above[(column + i) % width])));
  }
  const leaves = row.slice();
  const choose = random();
  for (let skip = Math.round(width * (1 - share)); skip > 0; skip--) {
    leaves.splice(Math.floor(choose() * leaves.length), 1);
  }
  effect(() => {
    for (const leaf of leaves) leaf.read();
  });
  return { sources, leaves };
}

function makeCellx({ signal, computed, effect }, layers) {
  const start = [1, 2, 3, 4].map((value) => signal(value));
  let layer = start;
  for (let i = 0; i < layers; i++) {
    const [one, two, three, four] = layer;
    layer = [
      computed(() => two.read()),
      computed(() => one.read() - three.read()),
      computed(() => two.read() + four.read()),
      computed(() => three.read()),
    ];
    for (const each of layer) effect(() => void each.read());
  }
  return { start, end: layer };
}

/** The cases on a JavaScript library, in the form that runner.mjs times. */
export function javascriptCases(framework) {
  const { batch } = framework;
  const tally = { wrong: 0, runs: 0, sum: 0 };
  const expect = (right) => {
    if (!right) tally.wrong++;
  };
  const reset = () => Object.assign(tally, { wrong: 0, runs: 0, sum: 0 });
  const react = (value) => {
    tally.sum += value;
    tally.runs++;
  };
  const create = makeEffects(framework, react);
  const makeSignals = (n, sources) => {
    for (let i = 0; i < n; i++) sources[i] = framework.signal(i);
  };
  let iterate;
  let graph;
  let sources;
  return {
    tally: () => tally,
    kairo: {
      build(name) {
        reset();
        iterate = framework.build(() => kairo[name](framework, { tally, expect }));
      },
      iterate: () => iterate(),
      end: () => framework.end(),
    },
    // As in the original, the sources are made in the same scope as the effects.
    sbench: {
      sample({ part, sources: sourceCount }, n, updates, now) {
        reset();
        let start;
        framework.build(() => {
          sources = [];
          makeSignals(sourceCount, sources);
          for (const source of sources) {
            source.read();
            source.read();
            source.read();
          }
          start = now();
          if (part === "signals") makeSignals(n, sources);
          else create[part](n, sources);
        });
        if (updates > 0) {
          const { write } = sources[0];
          for (let i = 0; i < updates; i++) batch(() => write(i));
        }
        sources = undefined;
        framework.end();
        return now() - start;
      },
    },
    cellx: {
      build(layers) {
        reset();
        graph = framework.build(() => makeCellx(framework, layers));
      },
      window() {
        const { start, end } = graph;
        [-3, -6, -2, 2].forEach((value, index) => expect(end[index].read() === value));
        batch(() => {
          start[0].write(4);
          start[1].write(3);
          start[2].write(2);
          start[3].write(1);
        });
        [-2, -4, 2, 3].forEach((value, index) => expect(end[index].read() === value));
      },
      end: () => framework.end(),
    },
    dynamic: {
      build(config) {
        reset();
        graph = framework.build(() => makeGraph(framework, tally, config));
      },
      run(iterations) {
        reset();
        const { sources, leaves } = graph;
        for (let i = 0; i < iterations; i++) {
          batch(() => {
            const column = i % sources.length;
            sources[column].write(i + column);
          });
          for (const leaf of leaves) leaf.read();
        }
        tally.sum = leaves.reduce((total, leaf) => leaf.read() + total, 0);
      },
      end: () => framework.end(),
    },
  };
}
