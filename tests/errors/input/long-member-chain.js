const source = "o" + ".a".repeat(100000);
const o = {};
o.a = o;
console.log(eval(source) === o); // expect: true
// node: Node overflows its stack here
