// sfc32, seeded by four outputs of a hash in the manner of MurmurHash3: the generator by which
// js-reactivity-benchmark draws its dynamic graphs. Both algorithms are in the public domain.

function hash(text) {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) {
    let k = Math.imul(text.charCodeAt(i), 3432918353);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 461845907);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 3864292196) | 0;
  }
  h ^= text.length;
  return () => {
    h ^= h >>> 16;
    h = Math.imul(h, 2246822507);
    h ^= h >>> 13;
    h = Math.imul(h, 3266489909);
    h ^= h >>> 16;
    return h >>> 0;
  };
}

/** A new generator of numbers in [0, 1), always the same ones. */
export function random(seed = "seed") {
  const next = hash(seed);
  let [a, b, c, d] = [next(), next(), next(), next()];
  return () => {
    let t = (a + b) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    d = (d + 1) | 0;
    t = (t + d) | 0;
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
}
