let x = "outer";
for (const f of [
  (x = x) => x, (x = y, y) => x, function (a = () => b, c = a(), b) {}, ({ a = b, b } = {}) => a,
  ([a = b] = [], b = 1) => a, function* (x = x) {}, { m(x = x) {} }.m,
]) {
  try { f(); } catch (error) { console.log(error.message); }
}
// expect: Cannot access 'x' before initialization
// expect: Cannot access 'y' before initialization
// expect: Cannot access 'b' before initialization
// expect: Cannot access 'b' before initialization
// expect: Cannot access 'b' before initialization
// expect: Cannot access 'x' before initialization
// expect: Cannot access 'x' before initialization
console.log(((a, b = a, c = () => a + b) => c())(1)); // expect: 2
(async (x = x) => {})().catch((error) => console.log(error.message)); // expect: Cannot access 'x' before initialization
