// The JavaScript side of the suite `coroutine`: what one writes for the same with async functions and
// generators. Each function has its twin in coroutine.bench.cpp.

const leaf = async (value) => value + 1;
const middle = async (value) => (await leaf(value)) + 1;

function* numbers(count) {
  for (let i = 0; i < count; i++) yield i;
}

async function* numbersLater(count) {
  for (let i = 0; i < count; i++) yield i;
}

async function switching(count) {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    await null; // to the end of the queue of what is ready
    sum += i;
  }
  return sum;
}

export async function nestedAwait(count) {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += await middle(i);
  return sum;
}

export async function readySwitch(count) {
  const [first, second] = await Promise.all([switching(count / 2), switching(count / 2)]);
  return first + second;
}

export async function generatorStep(count) {
  let sum = 0;
  for (const value of numbers(count)) sum += value;
  return sum;
}

export async function asyncGeneratorStep(count) {
  let sum = 0;
  for await (const value of numbersLater(count)) sum += value;
  return sum;
}
