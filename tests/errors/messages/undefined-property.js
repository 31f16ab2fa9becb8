const user = { name: "x" };
for (const f of [() => user.address.street, () => user.list[0], () => user.a.b.c(), () => null.x, () => { user.none.y = 1; }, () => user.go()]) {
  try {
    f();
  } catch (error) {
    console.log(error.message);
  }
}
// expect: Cannot read properties of undefined (reading 'street')
// expect: Cannot read properties of undefined (reading '0')
// expect: Cannot read properties of undefined (reading 'b')
// expect: Cannot read properties of null (reading 'x')
// expect: Cannot set properties of undefined (setting 'y')
// expect: user.go is not a function
