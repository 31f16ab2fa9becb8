const name = "dynamic";
class A {
  [name + "Method"]() {
    return 1;
  }
  get [name]() {
    return 2;
  }
  static *[Symbol.iterator]() {
    yield 3;
  }
}
console.log(new A().dynamicMethod(), new A().dynamic, ...A); // expect: 1 2 3
