// Errors across the border: JavaScript's keep what they are, C++'s say what they are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");
const fresh = () => load({});

class NotFound extends RangeError {
  name = "NotFound";
}
const thrown = () => new NotFound("no such page", { cause: new TypeError("the reason", { cause: "no error" }) });

test("what a run throws comes back as it was: name, message, stack and cause [b74]", async () => {
  const { bind, page } = await fresh();
  const error = thrown();
  const { stack, cause } = error;
  const throwing = () => {
    throw error;
  };
  const kinds = [
    throwing,
    async () => throwing(),
    () => Promise.reject(error),
    function* () {
      yield throwing();
    },
    async function* () {
      yield throwing();
    },
  ];
  for (const kind of kinds) {
    const binding = bind(kind);
    const subscription = binding.watch(() => {});
    await page.advance(0);
    assert.equal(binding.error, error);
    const { name, message } = binding.error;
    assert.deepEqual([name, message, binding.error.stack, binding.error.cause], ["NotFound", "no such page", stack, cause]);
    assert.deepEqual(page.reports(), ["javascript: NotFound: no such page"]);
    subscription.dispose();
  }
});

test("it comes back through C++ that waits for it, too [b74]", async () => {
  const { Lock, drive, withLock, withTimeout, page } = await fresh();
  const error = thrown();
  const failing = async () => {
    throw error;
  };
  function* program() {
    yield "request";
  }
  const waits = [
    withTimeout(100, failing),
    withTimeout(100, () => withTimeout(100, failing)),
    withLock(new Lock(), failing)(),
    drive(program(), failing),
  ].map((promise) => promise.catch((caught) => caught));
  await page.advance(10);
  for (const caught of await Promise.all(waits)) assert.equal(caught, error);
});

test("causes that go round in circles do no harm [b74]", async () => {
  const { bind, page } = await fresh();
  const error = new Error("round");
  error.cause = error;
  const binding = bind(async () => {
    throw error;
  });
  binding.watch(() => {});
  await page.advance(0);
  assert.equal(binding.error, error);
});

// These bodies ignore their signal, so the promise waits for them as long as the grace period.
test("an error of C++ is an Error with its code and message [b74]", async () => {
  const { withTimeout, page } = await fresh();
  const failed = withTimeout(10, () => new Promise(() => {})).catch((caught) => caught);
  await page.advance(2_000);
  const error = await failed;
  assert.ok(error instanceof Error);
  assert.deepEqual([error.name, error.code], ["Error", "timeout"]);
  assert.match(error.message, /10 ms|time/);
  assert.match(error.stack, /Error/);
});

test("an error of C++ that a run passes on arrives as it is [b74]", async () => {
  const { bind, withTimeout, page } = await fresh();
  const binding = bind(async (_context) => withTimeout(10, () => new Promise(() => {}), _context));
  binding.watch(() => {});
  await page.advance(2_000);
  assert.deepEqual([binding.status, binding.error.code], ["error", "timeout"]);
});
