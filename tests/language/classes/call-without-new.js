class A {}
try {
  A();
} catch (error) {
  console.log(error.name, error.message); // expect: TypeError Class constructor A cannot be invoked without 'new'
}
