// Draws the gallery's pictures: ten lakes with a coracle on them, each with its number.
import jpeg from "jpeg-js";

/** The size of a picture at scale 1. */
const width = 800;
const height = 300;
const shore = 196;

/** Sky above, sky at the horizon, hills from far to near, the sun or moon. */
const palettes = [
  ["#274690", "#f6ae84", "#6b6fa3", "#33416e", "#ffe8c2"],
  ["#5aa9d6", "#e8f4f8", "#8fb9a8", "#3d7068", "#fff8dc"],
  ["#141e46", "#5a4a8a", "#2d2f63", "#10163a", "#e9e4ff"],
  ["#f2a65a", "#fde3c1", "#c98d6a", "#7a4e48", "#fffbe8"],
  ["#7fb7be", "#d3f3ee", "#a3c4a8", "#557a5f", "#fefee3"],
  ["#802d50", "#ff9b71", "#a9486a", "#4d1f3f", "#ffe9a8"],
  ["#90a9b7", "#e6ecef", "#b0bdc4", "#64757f", "#ffffff"],
  ["#0b3d4f", "#4fb0a5", "#1e6770", "#0a3040", "#d8fff0"],
  ["#4a7fc1", "#cfe3f7", "#7b9fc9", "#35567f", "#ffffff"],
  ["#3a2e5c", "#e08dac", "#7a5b90", "#332651", "#ffe4f1"],
];

const color = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const mix = (from, to, share) => from.map((value, index) => value + (to[index] - value) * share);
const clamp = (value) => Math.min(1, Math.max(0, value));
const smooth = (value) => value * value * (3 - 2 * value);

/** The strokes of a digit in a box of 1 by 2: lines, and arcs that are drawn as many lines. */
const arc = (x, y, radius, from, to) =>
  Array.from({ length: 25 }, (_, step) => {
    const angle = ((from + ((to - from) * step) / 24) * Math.PI) / 180;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
const digits = [
  [[...arc(0.5, 0.5, 0.5, 180, 360), ...arc(0.5, 1.5, 0.5, 0, 180), [0, 0.5]]],
  [[[0.2, 0.35], [0.6, 0], [0.6, 2]]],
  [[...arc(0.5, 0.5, 0.5, 180, 390), [0, 2], [1, 2]]],
  [[...arc(0.5, 0.5, 0.5, 200, 450), ...arc(0.5, 1.5, 0.5, 270, 520)]],
  [[[0.8, 2], [0.8, 0], [0, 1.4], [1, 1.4]]],
  [[[0.95, 0], [0.1, 0], [0.05, 0.95], ...arc(0.45, 1.42, 0.55, 235, 500)]],
  [[[0.8, 0], ...arc(0.5, 1.5, 0.5, 200, 560)]],
  [[[0, 0], [1, 0], [0.35, 2]]],
  [[...arc(0.5, 0.47, 0.45, 90, 450)], [...arc(0.5, 1.46, 0.54, 270, 630)]],
  [[[0.2, 2], ...arc(0.5, 0.5, 0.5, 20, 380)]],
];

const distanceToSegment = (x, y, [ax, ay], [bx, by]) => {
  const along = clamp(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
};
const distanceToDigit = (digit, x, y) => {
  let least = Infinity;
  for (const stroke of digits[digit]) {
    for (let at = 1; at < stroke.length; ++at) {
      least = Math.min(least, distanceToSegment(x, y, stroke[at - 1], stroke[at]));
    }
  }
  return least;
};

/** A ridge line: a few waves whose phases depend on the picture. */
const ridge = (seed, level, size) => (x) => {
  let y = level;
  for (let wave = 1; wave <= 5; ++wave) {
    y += (size / wave) * Math.sin((x * wave) / 110 + seed * (2.3 + wave * 1.7) + wave * wave);
  }
  return y;
};

/** Where the boat of a picture lies, unless it moves. */
const berth = (index) => 250 + ((index * 211) % 330);

/** A function that gives the colour of any point of a picture, with edges as soft as a pixel; `boatAt` is how far right the boat is. */
const composePicture = (index, { scale = 1, numbered = true, boatAt = berth(index) } = {}) => {
  const cover = (distance) => clamp(0.5 - distance * scale);
  const [skyTop, skyLow, far, near, light] = palettes[index].map(color);
  const hills = [0, 0.33, 0.67, 1].map((share, layer) => ({
    color: mix(far, near, share),
    line: ridge(index * 1.9 + layer * 3.1, 118 + layer * 21, 26 - layer * 4),
  }));
  const sun = { x: 150 + ((index * 173) % 420), y: 62 + ((index * 29) % 34), radius: 25 };
  const boat = { x: boatAt, y: 240 };

  const sceneAt = (x, y) => {
    let pixel = mix(skyTop, skyLow, smooth(clamp(y / shore)));
    const fromSun = Math.hypot(x - sun.x, y - sun.y);
    pixel = mix(pixel, light, 0.35 * Math.exp(-Math.max(0, fromSun - sun.radius) / 60));
    pixel = mix(pixel, light, cover(fromSun - sun.radius));
    for (const hill of hills) pixel = mix(pixel, hill.color, cover(hill.line(x) - y));
    return pixel;
  };
  const waterAt = (x, y) => {
    const depth = (y - shore) / (height - shore);
    const ripple = Math.sin(y * 1.7 + index) * 2.2 * (0.3 + depth) + Math.sin(x / 37 + y / 3) * 1.5 * depth;
    const mirrored = sceneAt(x + ripple * 2, Math.max(0, shore - (y - shore) * 1.75 + ripple));
    const glint = Math.sin(y * 2.3 + Math.sin(x / 23) * 2 + x / 61) > 0.93 ? 0.12 : 0;
    return mix(mix(mirrored, skyTop, 0.22 + 0.3 * depth), light, glint);
  };
  // A round hull with a rim, who paddles it, and the paddle.
  const drawBoat = (pixel, x, y) => {
    const shade = mix(near, [12, 14, 24], 0.6);
    const hull = Math.max(Math.hypot(x / 1.45, y) - 24, -y);
    const body = Math.hypot(x / 0.8, y + 13) - 14;
    const head = Math.hypot(x, y + 35) - 8;
    const paddle = distanceToSegment(x, y, [-4, -24], [46, 14]) - 1.6;
    const shadow = Math.hypot(x / 2.2, (y - 24) * 2.4) - 17;
    let result = mix(pixel, shade, 0.4 * cover(shadow));
    for (const part of [paddle, body, head]) result = mix(result, shade, cover(part));
    result = mix(result, mix(shade, light, 0.08), cover(hull));
    return mix(result, mix(shade, light, 0.5), cover(Math.abs(y + 0.5) - 1.2) * cover(Math.abs(x) - 34));
  };
  const drawNumber = (pixel, x, y) => {
    const size = 27;
    const distance = (distanceToDigit(index, (x - 738) / size, (y - 26) / size) - 0.1) * size;
    return mix(mix(pixel, near, 0.35 * cover(distance - 2.5)), light, cover(distance));
  };

  return (x, y) => {
    const pixel = y < shore ? sceneAt(x, y) : waterAt(x, y);
    if (Math.abs(x - boat.x) < 60 && Math.abs(y - boat.y) < 60) {
      return drawBoat(pixel, x - boat.x, y - boat.y);
    }
    return numbered && x > 720 && y < 100 ? drawNumber(pixel, x, y) : pixel;
  };
};

/** Paints a picture, or what of it is between two columns and below a row, into `data`: four bytes a pixel. */
const paint = (data, colorAt, { scale = 1, left = 0, right = width, top = 0 } = {}) => {
  const end = Math.min(width, right) * scale;
  for (let y = top * scale; y < height * scale; ++y) {
    for (let x = Math.max(0, left) * scale; x < end; ++x) {
      data.set(colorAt(x / scale, y / scale).map(Math.round), (y * width * scale + x) * 4);
    }
  }
};
const blank = (scale = 1) => Buffer.alloc(width * height * scale ** 2 * 4, 255);

/** One picture as a JPEG of 800 by 300 pixels, times `scale`. */
export function drawImage(index, { scale = 1, numbered = true } = {}) {
  const data = blank(scale);
  paint(data, composePicture(index, { scale, numbered }), { scale });
  return jpeg.encode({ data, width: width * scale, height: height * scale }, 86).data;
}

export const imageCount = palettes.length;

/**
 * A camera at the lake of picture `index`: gives a function that draws its frame of that number as a JPEG of 800 by
 * 300 pixels. The boat crosses the picture in `length` frames; those after are the same again.
 */
export function camera(index, length) {
  const withBoatAt = (boatAt) => composePicture(index, { numbered: false, boatAt });
  const empty = blank();
  paint(empty, withBoatAt(-Infinity));
  const frames = [];
  return (number) => {
    const at = number % length;
    if (!frames[at]) {
      const boatAt = Math.round(-60 + ((width + 120) * at) / length);
      const data = Buffer.from(empty);
      paint(data, withBoatAt(boatAt), { left: boatAt - 60, right: boatAt + 60, top: 180 });
      frames[at] = jpeg.encode({ data, width, height }, 80).data;
    }
    return frames[at];
  };
}
