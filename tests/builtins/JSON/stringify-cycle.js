const o = { list: [] };
o.list.push(o);
try {
  JSON.stringify(o);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
try {
  JSON.stringify(1n);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
