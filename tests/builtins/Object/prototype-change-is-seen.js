const base = { v: 1 };
const o = Object.create(base);
const read = () => o.v;
console.log(read(), read()); // expect: 1 1
base.v = 2;
console.log(read()); // expect: 2
o.v = 3;
console.log(read()); // expect: 3
delete o.v;
delete base.v;
Object.prototype.v = 4;
console.log(read()); // expect: 4
delete Object.prototype.v;
console.log(read()); // expect: undefined
