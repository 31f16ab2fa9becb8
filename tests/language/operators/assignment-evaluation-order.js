const log = [];
const o = () => (log.push("object"), {});
const k = () => (log.push("key"), "k");
const v = () => (log.push("value"), 1);
o()[k()] = v();
console.log(log.join()); // expect: object,key,value
let x = 1;
x += (x = 10, 5);
console.log(x); // expect: 6
