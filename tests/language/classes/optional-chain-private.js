class A {
  #x = { y: 2 };
  static read(a) {
    return a?.#x?.y;
  }
}
console.log(A.read(new A()), A.read(null)); // expect: 2 undefined
