const n = 100000;
console.log(eval("1" + "+1".repeat(n)) === n + 1 || "wrong"); // expect: true
// node: Node overflows its stack here
