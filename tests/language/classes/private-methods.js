class Greeter {
  #name = "you";
  #greet(word) {
    return word + " " + this.#name;
  }
  hello() {
    return this.#greet("hello");
  }
}
console.log(new Greeter().hello()); // expect: hello you
