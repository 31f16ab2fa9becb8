const log = [];
const c = (v) => (log.push(v), v);
switch (2) {
  case c(1):
  case c(2):
    break;
  case c(3):
}
console.log(log.join()); // expect: 1,2
