let read;
class Safe {
  #secret = 7;
  static {
    read = (safe) => safe.#secret;
  }
}
console.log(read(new Safe())); // expect: 7
