for (const f of [() => Symbol() + "", () => +Symbol(), () => `${Symbol()}`]) {
  try {
    f();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: TypeError
// expect: TypeError
// expect: TypeError
console.log(String(Symbol("x")), Symbol("d").description); // expect: Symbol(x) d
