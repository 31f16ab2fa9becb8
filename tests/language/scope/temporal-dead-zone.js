try {
  x;
} catch (error) {
  console.log(error.message); // expect: Cannot access 'x' before initialization
}
try {
  typeof x;
} catch (error) {
  console.log(error.name); // expect: ReferenceError
}
let x = 1;
