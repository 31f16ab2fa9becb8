// Case mapping of ASCII, of text with one letter that is not, and of what would not change.
console.log("hello, WORLD [`{@z".toUpperCase(), "hello, WORLD [`{@Z".toLowerCase()); // expect: HELLO, WORLD [`{@Z hello, world [`{@z
const long = "abcXYZ0189".repeat(20);
console.log(long.toUpperCase() === "ABCXYZ0189".repeat(20), long.toLowerCase() === "abcxyz0189".repeat(20)); // expect: true true
console.log((long + "é").toUpperCase().slice(-3), (long + "ß").toUpperCase().slice(-3), ("ÿ" + long).toUpperCase().charCodeAt(0)); // expect: 89É 9SS 376
console.log("ALREADY 1".toUpperCase(), "already 1".toLowerCase(), "".toUpperCase() === ""); // expect: ALREADY 1 already 1 true
