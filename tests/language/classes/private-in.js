class Brand {
  #mark;
  static has(value) {
    return #mark in value;
  }
}
console.log(Brand.has(new Brand()), Brand.has({})); // expect: true false
try {
  Brand.has(1);
} catch (error) {
  console.log(error instanceof TypeError); // expect: true
}
