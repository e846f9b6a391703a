// Much to show: pages that stay live while ten thousand lines come, and while 100 000 rows are scrolled.
import assert from "node:assert/strict";
import { test } from "node:test";
import { shows, testApps } from "../browser/test-apps.mjs";

const { open } = await testApps("long", { whole: true });

const visit = async () => {
  const page = await open("/?app=tables");
  await shows(page, "no click");
  return page;
};

test("[b84] while 10 000 lines come to a log every click is heard, and at the end all of them stand there", async (t) => {
  const page = await visit();
  await page.getByRole("button", { name: "Print 10 000 lines" }).click();
  const end = page.getByText("that is all");
  const delays = [];
  while ((await end.count()) === 0) {
    delays.push(
      await page.evaluate(async (wanted) => {
        const started = performance.now();
        [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Click").click();
        while (!document.querySelector("#app").textContent.includes(wanted)) await new Promise(requestAnimationFrame);
        return performance.now() - started;
      }, `click ${delays.length + 1}`),
    );
    await page.waitForTimeout(20);
  }
  t.diagnostic(`${delays.length} clicks, shown after ${Math.max(...delays).toFixed(1)} ms at most`);
  assert.ok(delays.length >= 5, `${delays.length} clicks`);
  assert.ok(Math.max(...delays) < 250, `clicks shown after ${delays.map((delay) => delay.toFixed(0))} ms`);
  assert.equal(await page.locator(".coracle-log > div > div").count(), 10_000);
  assert.equal(await page.locator(".coracle-log").evaluate((log) => Math.abs(log.scrollTop) < 2), true, "its end is in sight");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("[b85] scrolling through 100 000 rows keeps the page's pace, and no frame shows a gap", async (t) => {
  const page = await visit();
  const { times, frames, gaps } = await page.evaluate(async () => {
    const scroller = document.querySelector(".coracle-table");
    const box = scroller.getBoundingClientRect();
    const times = [];
    const frames = [];
    let gaps = 0;
    const frame = () => new Promise(requestAnimationFrame);
    let last = await frame();
    const note = (at) => void (frames.push(at - last), (last = at));
    for (let i = 0; i < 240; ++i) {
      // By some rows, by a page, and to quite another place.
      scroller.scrollTop += i % 40 === 39 ? 200_000 : i % 2 ? 90 : 280;
      const started = performance.now();
      note(await frame());
      await new Promise((done) => queueMicrotask(done));
      times.push(performance.now() - started);
      // The scroll is told, and its rows written, before the frame after the next.
      note(await frame());
      if (!document.elementFromPoint(box.left + 30, box.top + box.height / 2)?.closest("td[tabindex]")) ++gaps;
    }
    const sorted = (numbers) => numbers.sort((a, b) => a - b);
    return { times: sorted(times), frames: sorted(frames), gaps };
  });
  const [median, most] = [frames[240], times[235]];
  t.diagnostic(`a frame each ${median.toFixed(1)} ms, of 240 all but 4 within ${most.toFixed(1)} ms`);
  assert.equal(gaps, 0);
  // A display's tick of 60 a second, told to a tenth of a millisecond.
  assert.ok(median < 16.8, `a frame each ${median} ms`);
  assert.ok(frames[432] < 33.5, `of 10 frames one comes after ${frames[432]} ms`);
  assert.ok(most < 150, `${most} ms`);
  assert.deepEqual(page.complaints, []);
  await page.close();
});
