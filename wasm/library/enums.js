// While a program is linked: `readEnums("network.cpp")` makes the numbers that a source in wasm/ shares with its
// library known there by their names, in what stands between three braces. What is shipped has the bare numbers.
{{{
function readEnums(file) {
  for (const [, members] of read(`${__dirname}/../${file}`).matchAll(/^enum \w+ : \w+ \{(.*?)^\}/gms)) {
    let number = 0;
    for (const [, name, given] of members.matchAll(/^ *(\w+)(?: = (\d+))?,/gm)) {
      if (given) number = Number(given);
      globalThis[name] = number++;
    }
  }
}
}}}
