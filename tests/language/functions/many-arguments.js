const list = Array.from({ length: 1000 }, (_, i) => i);
console.log(Math.max(...list), Math.max.apply(null, list)); // expect: 999 999
function count() {
  return arguments.length;
}
console.log(count(...list)); // expect: 1000
