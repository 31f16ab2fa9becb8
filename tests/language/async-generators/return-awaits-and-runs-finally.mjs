async function* g() {
  try {
    yield 1;
  } finally {
    await null;
    console.log("cleanup"); // expect: cleanup
  }
}
const it = g();
await it.next();
console.log((await it.return(Promise.resolve("r"))).value); // expect: r
