console.log("a".concat(1, null), "ab".repeat(3), "5".padStart(3, "0"), "5".padEnd(4, "ab"), "abc".padStart(2)); // expect: a1null ababab 005 5aba abc
try {
  "a".repeat(-1);
} catch (error) {
  console.log(error.name); // expect: RangeError
}
