const depth = 1000;
const text = "[".repeat(depth) + "]".repeat(depth);
let value = JSON.parse(text);
console.log(JSON.stringify(value).length); // expect: 2000
try {
  JSON.parse("[".repeat(10000000));
} catch (error) {
  console.log(error.name === "SyntaxError" || error.name === "RangeError"); // expect: true
}
