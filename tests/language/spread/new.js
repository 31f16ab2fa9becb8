class Pair {
  constructor(a, b) {
    this.text = a + ":" + b;
  }
}
console.log(new Pair(...["x", "y"]).text); // expect: x:y
