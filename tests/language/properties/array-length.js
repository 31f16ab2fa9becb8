const a = [1, 2, 3, 4];
Object.defineProperty(a, 1, { configurable: false });
a.length = 0;
console.log(a.length); // expect: 2
Object.defineProperty(a, "length", { writable: false });
a[5] = 1;
console.log(a.length, 5 in a); // expect: 2 false
try { a.push(1); } catch (error) { console.log(error.name); } // expect: TypeError
const big = [];
big[4294967294] = 1;
console.log(big.length); // expect: 4294967295
big[4294967295] = 1;
console.log(big.length, Object.keys(big).join()); // expect: 4294967295 4294967294,4294967295
let conversions = 0;
[].length = { valueOf() { conversions++; return 2; } };
console.log(conversions); // expect: 2
