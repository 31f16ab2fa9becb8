const f = () => {};
try {
  new f();
} catch (error) {
  console.log(error.name, error.message); // expect: TypeError f is not a constructor
}
console.log("prototype" in f); // expect: false
