found: {
  if (true) break found;
  console.log("not reached");
}
a: b: for (;;) break a;
console.log("after"); // expect: after
