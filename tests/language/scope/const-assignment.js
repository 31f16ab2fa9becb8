const c = 1;
try {
  c = 2;
} catch (error) {
  console.log(error.name, error.message.startsWith("Assignment to constant variable")); // expect: TypeError true
}
for (const i of [1]) {
  try {
    i++;
  } catch (error) {
    console.log(error.name); // expect: TypeError
  }
}
