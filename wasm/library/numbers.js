// Numbers as text, both ways. The text of a number is ASCII.
addToLibrary({
  coracle_write_number: (number, at) => {
    const text = String(number);
    for (let i = 0; i < text.length; ++i) HEAPU8[at + i] = text.charCodeAt(i);
    return text.length;
  },
  coracle_read_number: (at, size) => {
    let text = "";
    for (let i = 0; i < size; ++i) text += String.fromCharCode(HEAPU8[at + i]);
    return Number(text);
  },
});
