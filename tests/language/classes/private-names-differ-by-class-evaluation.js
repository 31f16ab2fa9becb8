function make() {
  return class {
    #x = 1;
    static read(o) {
      return o.#x;
    }
  };
}
const A = make();
const B = make();
console.log(A.read(new A())); // expect: 1
try {
  A.read(new B());
} catch (error) {
  console.log(error.name); // expect: TypeError
}
