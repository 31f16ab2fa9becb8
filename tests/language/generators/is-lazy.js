function* g() {
  console.log("started");
  yield;
}
const it = g();
console.log("made"); // expect: made
it.next(); // expect: started
