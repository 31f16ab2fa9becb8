// Text of every length up to 80, in both widths, with a character that needs an escape in every place, there and back.
let wrong = 0;
for (const filler of ["a", "é", "日"]) {
  for (const special of ['"', "\\", "\n", "\u0001", "\u007f", "ÿ", "\ud800", "😀", "\u001f", "!", "[", "]"]) {
    for (let length = 0; length < 80; length++) {
      const at = (length * 7) % (length + 1);
      const text = filler.repeat(at) + special + filler.repeat(length - at);
      const printed = JSON.stringify(text);
      let slow = '"';
      for (const c of text) slow += JSON.stringify(c).slice(1, -1);
      if (printed !== slow + '"' || JSON.parse(printed) !== text || JSON.parse(`["日", ${printed}]`)[1] !== text) wrong++;
      if (JSON.stringify(["日", text]) !== `["日",${printed}]` || JSON.stringify({ [text]: 1 }) !== `{${printed}:1}`) wrong++;
    }
  }
}
console.log(wrong); // expect: 0
for (const bad of ['"a\u0001b"', '"' + "x".repeat(20) + "\n\"", '"' + "日".repeat(20) + "\u001f\"", '"abc']) {
  try {
    JSON.parse(bad);
    console.log("parsed");
  } catch (error) {
    console.log(error.name); // expect: SyntaxError
  }
}
// expect: SyntaxError
// expect: SyntaxError
// expect: SyntaxError
