// A camera: frames of a lake as multipart/x-mixed-replace, drawn here.
//
//     /camera.mjpeg?rate=15&count=100     so many frames a second; ends after so many
//
// It takes the faults of serve.mjs, too: late or failing at first, throttled, cut off after so many bytes.
//
// Each part has its number and the time when it was sent, in milliseconds since 1970, as X-Frame and X-Time.
import { wait } from "./wait.mjs";
import { write } from "./write.mjs";

const boundary = "frame";
let frameOf;

/** Sends frames until the other side has gone. One that does not take them holds up what comes after it. */
export async function sendFrames(response, headers, { rate, count, throttle = Infinity, cut = Infinity }, signal) {
  // Only now: it needs a package that set-up fetches, and others are served without.
  frameOf ??= (await import("../gallery/images.mjs")).camera(1, 60);
  response.writeHead(200, { ...headers, "content-type": `multipart/x-mixed-replace; boundary=${boundary}` });
  const started = performance.now();
  for (let number = 0, sent = 0; number < count && !signal.aborted; ++number) {
    const frame = frameOf(number);
    const head = { "Content-Type": "image/jpeg", "Content-Length": frame.length, "X-Frame": number, "X-Time": Date.now() };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
    const part = Buffer.concat([Buffer.from(`--${boundary}\r\n${lines.join("")}\r\n`), frame, Buffer.from("\r\n")]);
    sent += part.length;
    if (sent > cut) return void response.write(part.subarray(0, cut - sent), () => response.destroy());
    await write(response, part);
    const due = started + 1000 * Math.max((number + 1) / rate, sent / throttle);
    await wait(Math.max(0, due - performance.now()), signal);
  }
  response.end(`--${boundary}--\r\n`);
}
