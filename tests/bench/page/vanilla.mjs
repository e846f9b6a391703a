// The suite's peer: the same table by hand, with all that is known to make it fast. One template cloned
// per row, a walk by firstChild and nextSibling, text nodes written in place, the row's number as a
// property of its element, one delegated listener.
const adjectives = [
  "pretty", "large", "big", "small", "tall", "short", "long", "handsome", "plain", "quaint", "clean", "elegant", "easy",
  "angry", "crazy", "helpful", "mushy", "odd", "unsightly", "adorable", "important", "inexpensive", "cheap", "expensive",
  "fancy",
];
const colours = ["red", "yellow", "blue", "green", "pink", "brown", "purple", "brown", "white", "black", "orange"];
const nouns = [
  "table", "chair", "house", "bbq", "desk", "car", "pony", "cookie", "sandwich", "burger", "pizza", "mouse", "keyboard",
];

let randomState = 1;
const randomBelow = (limit) => {
  randomState = (Math.imul(randomState, 1664525) + 1013904223) >>> 0;
  return (randomState >>> 8) % limit;
};
const anyOf = (words) => words[randomBelow(words.length)];

const template = document.createElement("template");
template.innerHTML = "<tr><td> </td><td><a> </a></td><td><a><span></span></a></td><td></td></tr>";
const shape = template.content.firstChild;

/** Shows rows in a table: `{ create(count), update(), swap(first, second), clear(), clicked() }`. */
export function createVanilla(table) {
  const body = table.appendChild(document.createElement("tbody"));
  let labels = [];
  let rows = [];
  let nextId = 1;
  let clickedId = 0;

  body.addEventListener("click", (event) => {
    for (let node = event.target; node !== body; node = node.parentNode) {
      if (node.rowId) {
        clickedId = node.rowId;
        return;
      }
    }
  });

  return {
    create(count) {
      for (let i = 0; i < count; i++) {
        const label = `${anyOf(adjectives)} ${anyOf(colours)} ${anyOf(nouns)}`;
        const row = shape.cloneNode(true);
        const idCell = row.firstChild;
        row.rowId = nextId;
        idCell.firstChild.nodeValue = nextId++;
        idCell.nextSibling.firstChild.firstChild.nodeValue = label;
        labels.push(label);
        rows.push(row);
        body.appendChild(row);
      }
    },
    update() {
      for (let i = 0; i < rows.length; i += 10) {
        labels[i] += " !!!";
        rows[i].firstChild.nextSibling.firstChild.firstChild.nodeValue = labels[i];
      }
    },
    swap(first, second) {
      [rows[first], rows[second]] = [rows[second], rows[first]];
      [labels[first], labels[second]] = [labels[second], labels[first]];
      const afterSecond = rows[first].nextSibling;
      body.insertBefore(rows[first], rows[second]);
      body.insertBefore(rows[second], afterSecond);
    },
    clear() {
      labels = [];
      rows = [];
      body.textContent = "";
    },
    clicked: () => clickedId,
  };
}
