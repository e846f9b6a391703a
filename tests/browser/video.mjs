// A camera that is as fast as whoever reads it: 1280 by 720 pixels as `multipart/x-mixed-replace`, each frame with a
// number that its element tells. The number is in the frame's EXIF data, as the resolution that makes it so many
// times 16 by 9 CSS pixels: nothing has to be decoded to read it.
import jpeg from "jpeg-js";
import { write } from "../../web/server/write.mjs";

const width = 1280;
const height = 720;

/** Waves, so that a picture has about as many bytes as a photograph. */
function drawWaves() {
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let y = 0, at = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x, at += 4) {
      const wave = Math.sin(x / 37 + y / 91) + Math.sin((x * y) / 9000) + Math.sin(y / 13 + Math.sin(x / 29) * 3);
      pixels[at] = 128 + 40 * wave;
      pixels[at + 1] = 128 + 30 * wave * Math.cos(x / 200);
      pixels[at + 2] = 160 - 30 * wave;
    }
  }
  return pixels;
}

/** `count` pictures as JPEGs: a square moves over waves. */
export function drawPictures(count) {
  const waves = drawWaves();
  return Array.from({ length: count }, (_, index) => {
    const data = Buffer.from(waves);
    for (let y = 300; y < 400; ++y) data.fill(255, (y * width + index * 20) * 4, (y * width + index * 20 + 100) * 4);
    return jpeg.encode({ data, width, height }, 80).data;
  });
}

/** The EXIF segment of a picture that is `wide` by `high` CSS pixels. */
function exif(wide, high) {
  const short = (value) => [value >> 8, value & 255];
  const long = (value) => [...short(value >>> 16), ...short(value & 0xffff)];
  const entry = (tag, type, value) => [...short(tag), ...short(type), ...long(1), ...value];
  const [asShort, asLong, asRational] = [3, 4, 5];
  const header = [...Buffer.from("MM\0*"), ...long(8)];
  const directory = (entries) => [...short(entries.length), ...entries.flat(), ...long(0)];
  const [resolutions, details] = [8 + 2 + 4 * 12 + 4, 8 + 2 + 4 * 12 + 4 + 16];
  const tiff = [
    ...header,
    ...directory([
      entry(0x11a, asRational, long(resolutions)),
      entry(0x11b, asRational, long(resolutions + 8)),
      entry(0x128, asShort, [...short(2), 0, 0]),
      entry(0x8769, asLong, long(details)),
    ]),
    ...[72 * width, wide, 72 * height, high].flatMap(long),
    ...directory([entry(0xa002, asLong, long(wide)), entry(0xa003, asLong, long(high))]),
  ];
  const text = Buffer.from("Exif\0\0");
  return Buffer.from([0xff, 0xe1, ...short(2 + text.length + tiff.length), ...text, ...tiff]);
}

/** A picture as the frame of that number, from 0. */
export function frameOf(picture, number) {
  return Buffer.concat([picture.subarray(0, 2), exif(16 * (number + 1), 9 * (number + 1)), picture.subarray(2)]);
}

/** The number of the frame that an element shows; below 0: none. For a page. */
export const shownNumber = (image) => (image?.naturalWidth ?? 0) / 16 - 1;

/** Sends `count` frames, as many as are taken. */
export async function sendVideo(response, pictures, count) {
  response.writeHead(200, { "content-type": "multipart/x-mixed-replace; boundary=frame", "cache-control": "no-store" });
  for (let number = 0; number < count && !response.destroyed; ++number) {
    const frame = frameOf(pictures[number % pictures.length], number);
    response.write(`--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${frame.length}\r\n\r\n`);
    response.write(frame);
    await write(response, "\r\n");
  }
  response.end("--frame--\r\n");
}
