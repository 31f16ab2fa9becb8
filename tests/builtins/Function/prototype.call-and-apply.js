function f(...args) {
  return this + ":" + args.join();
}
console.log(f.call("t", 1, 2), f.apply("t", [1, 2]), f.apply("t", { length: 2, 0: "a" })); // expect: t:1,2 t:1,2 t:a,
console.log(Reflect.apply(f, "r", [9])); // expect: r:9
try {
  f.apply(null, 1);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
