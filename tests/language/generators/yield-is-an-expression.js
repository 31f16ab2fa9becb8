function* g() {
  const x = (yield "first") + (yield "second");
  return [x, yield, `${yield}`];
}
const it = g();
it.next();
it.next(1);
it.next(2);
it.next("third");
console.log(it.next("fourth").value.join()); // expect: 3,third,fourth
