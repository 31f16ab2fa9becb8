const a = [1, 2, 3];
a.length = 1;
console.log(a.join(), a.length); // expect: 1 1
a[5] = 6;
console.log(a.length, 3 in a); // expect: 6 false
a.length = "2";
console.log(a.length); // expect: 2
try {
  a.length = -1;
} catch (error) {
  console.log(error.name); // expect: RangeError
}
