let evaluated = false;
const n = null;
n?.[(evaluated = true)].b.c();
console.log(evaluated); // expect: false
try {
  (n?.a).b;
} catch (error) {
  console.log(error.name); // expect: TypeError
}
