function* g() {}
try {
  new g();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
console.log(g() instanceof g); // expect: true
