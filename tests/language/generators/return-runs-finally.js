function* g() {
  try {
    yield 1;
  } finally {
    console.log("cleanup"); // expect: cleanup
  }
}
const it = g();
it.next();
console.log(JSON.stringify(it.return(5))); // expect: {"value":5,"done":true}
