async function f({ a }) {}
f(null).catch((error) => console.log(error.name));
console.log("no throw at the call"); // expect: no throw at the call
// expect: TypeError
