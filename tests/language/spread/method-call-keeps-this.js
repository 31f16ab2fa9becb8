const object = {
  base: 10,
  add(...n) {
    return n.reduce((a, b) => a + b, this.base);
  },
};
console.log(object.add(...[1, 2]), object["add"](...[3])); // expect: 13 13
