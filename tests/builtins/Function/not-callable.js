for (const f of [() => undefined(), () => ({}).x(), () => new (class { get y() { return 5; } })().y()]) {
  try {
    f();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: TypeError
// expect: TypeError
// expect: TypeError
