for (const f of [() => { for (const x of 5); }, () => [...{}], () => { const [a] = undefined; }, () => new Map(5)]) {
  try {
    f();
  } catch (error) {
    console.log(error.name, error.message.includes("not iterable"));
  }
}
// expect: TypeError true
// expect: TypeError true
// expect: TypeError true
// expect: TypeError true
