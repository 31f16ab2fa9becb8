const o = { f: 1, deep: { g: {} } };
for (const f of [() => o.f(), () => o.deep.g(), () => new o.f(), () => missing()]) {
  try {
    f();
  } catch (error) {
    console.log(error.message);
  }
}
// expect: o.f is not a function
// expect: o.deep.g is not a function
// expect: o.f is not a constructor
// expect: missing is not defined
