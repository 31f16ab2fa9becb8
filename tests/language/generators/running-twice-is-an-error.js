const it = (function* () {
  it.next();
})();
try {
  it.next();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
