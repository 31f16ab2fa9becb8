const target = Object.freeze({ fixed: 1 });
const p = new Proxy(target, { get: () => 2, has: () => false });
for (const f of [() => p.fixed, () => "fixed" in p]) {
  try {
    f();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: TypeError
// expect: TypeError
