const t = setTimeout((a, b) => console.log(a + b), 1, 2, 3);
console.log(typeof t); // expect: object
clearTimeout(undefined);
clearTimeout(12345);
// expect: 5
