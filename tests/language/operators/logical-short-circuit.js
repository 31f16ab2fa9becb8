const log = [];
const v = (x) => (log.push(x), x);
console.log(v(0) && v(1), v(2) || v(3), v(null) ?? v(4), v(false) ?? v(5)); // expect: 0 2 4 false
console.log(log.map(String).join()); // expect: 0,2,null,4,false
