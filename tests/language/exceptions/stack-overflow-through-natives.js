// needs: speed
const object = { toString: () => String(object) };
try {
  String(object);
} catch (error) {
  console.log(error.name); // expect: RangeError
}
const deep = (f) => [1].map(() => deep(f));
try {
  deep();
} catch (error) {
  console.log(error.name); // expect: RangeError
}
