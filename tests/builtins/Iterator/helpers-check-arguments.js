let closed = 0;
const it = { __proto__: Iterator.prototype, next: () => ({ done: true }), return: () => (closed++, {}) };
for (const f of [() => it.take(-1), () => it.map(1), () => it.drop(NaN)]) {
  try {
    f();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: RangeError
// expect: TypeError
// expect: RangeError
