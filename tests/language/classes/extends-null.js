class Bare extends null {
  static make() {
    return Object.create(Bare.prototype);
  }
}
console.log(Object.getPrototypeOf(Bare.prototype)); // expect: null
try {
  new Bare();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
