const o = {};
var late = "outer";
let read;
with (o) read = () => late;
console.log(read()); // expect: outer
o.late = "inner";
console.log(read()); // expect: inner
