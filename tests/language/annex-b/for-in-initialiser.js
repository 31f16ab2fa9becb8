for (var x = 5 in {}) {
}
console.log(x); // expect: 5
