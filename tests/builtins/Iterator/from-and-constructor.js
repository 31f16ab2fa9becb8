const wrapped = Iterator.from({ next: () => ({ done: true }) });
console.log(wrapped instanceof Iterator, Iterator.from("ab").toArray().join(), typeof wrapped.map); // expect: true a,b function
class Mine extends Iterator {
  next() {
    return { done: true };
  }
}
console.log(new Mine().toArray().length, new Mine()[Symbol.toStringTag]); // expect: 0 Iterator
try {
  new Iterator();
} catch (error) {
  console.log(error.name); // expect: TypeError
}
