function* g() {
  const sent = yield 1;
  console.log("sent", sent);
  return 2;
}
const it = g();
console.log(JSON.stringify(it.next("ignored"))); // expect: {"value":1,"done":false}
const last = it.next("hello"); // expect: sent hello
console.log(JSON.stringify(last)); // expect: {"value":2,"done":true}
console.log(JSON.stringify(it.next())); // expect: {"done":true}
