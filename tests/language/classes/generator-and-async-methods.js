class A {
  *numbers() {
    yield* [1, 2];
  }
  async later() {
    return 3;
  }
  async *stream() {
    yield 4;
  }
  static async s() {
    return 5;
  }
}
const a = new A();
console.log(...a.numbers(), await a.later()); // expect: 1 2 3
for await (const x of a.stream()) console.log(x, await A.s()); // expect: 4 5
