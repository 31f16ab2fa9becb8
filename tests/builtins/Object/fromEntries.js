console.log(JSON.stringify(Object.fromEntries(new Map([["a", 1], ["b", 2]])))); // expect: {"a":1,"b":2}
try {
  Object.fromEntries([1]);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
