for (const f of [() => Promise(), () => new Promise(), () => new Promise(1), () => Promise.resolve.call(1)]) {
  try {
    f();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
