class Loud extends Map {
  set(k, v) {
    return super.set(k + "!", v);
  }
}
console.log([...new Loud([["a", 1]]).keys()].join()); // expect: a!
try {
  new Map([1]);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
