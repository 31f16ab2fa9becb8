class Even {
  static [Symbol.hasInstance](n) {
    return n % 2 === 0;
  }
}
console.log(2 instanceof Even, 3 instanceof Even, [] instanceof Object); // expect: true false true
try {
  ({}) instanceof {};
} catch (error) {
  console.log(error.name); // expect: TypeError
}
