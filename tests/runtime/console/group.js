console.log("a");
console.group("group", 1);
console.log("b\nc");
console.group();
console.log({ x: 1 });
console.groupEnd();
console.groupEnd();
console.groupEnd();
console.log("d");
// expect: a
// expect: group 1
// expect:   b
// expect:   c
// expect:     { x: 1 }
// expect: d
