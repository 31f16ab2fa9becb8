try {
  new Later();
} catch (error) {
  console.log(error.name, error.message); // expect: ReferenceError Cannot access 'Later' before initialization
}
class Later {}
