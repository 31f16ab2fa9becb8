function* g() {
  try {
    yield 1;
  } finally {
    yield 2;
    return 3;
  }
}
const it = g();
it.next();
console.log(it.return(9).value, it.next().value); // expect: 2 3
