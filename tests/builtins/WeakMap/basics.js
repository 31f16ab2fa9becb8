const key = {};
const weak = new WeakMap([[key, 1]]);
console.log(weak.get(key), weak.has({}), weak.set(Symbol("ok"), 2) === weak, weak.delete(key), weak.has(key)); // expect: 1 false true true false
for (const bad of [1, "s", Symbol.for("registered")]) {
  try {
    weak.set(bad, 1);
  } catch (error) {
    console.log(error.name);
  }
}
// expect: TypeError
// expect: TypeError
// expect: TypeError
