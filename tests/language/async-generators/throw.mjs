async function* g() {
  try {
    yield 1;
  } catch (e) {
    yield "got " + e;
  }
}
const it = g();
await it.next();
console.log((await it.throw("x")).value); // expect: got x
await it.throw("y").catch((e) => console.log("rejected", e)); // expect: rejected y
