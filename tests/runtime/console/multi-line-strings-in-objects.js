console.log({ a: "x".repeat(100) });
console.log(["x".repeat(80), "y"]);
console.log({ key: "word ".repeat(30) });
// expect: {
// expect:   a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
// expect: }
// expect: [
// expect:   'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
// expect:   'y'
// expect: ]
// expect: {
// expect:   key: 'word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word '
// expect: }
