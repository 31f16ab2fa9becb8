function* g(a, ...rest) {
  let local = a * 2;
  yield local;
  local += rest.length + arguments.length;
  yield local;
}
const it = g(5, 6, 7);
console.log(it.next().value, it.next().value); // expect: 10 15
