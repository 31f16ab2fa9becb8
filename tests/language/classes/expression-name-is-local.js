const Outer = class Inner {
  static self() {
    return Inner;
  }
};
console.log(Outer.self() === Outer, Outer.name, typeof Inner); // expect: true Inner undefined
