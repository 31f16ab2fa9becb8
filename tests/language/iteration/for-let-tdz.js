try {
  for (let x of [x]);
} catch (error) {
  console.log(error.name); // expect: ReferenceError
}
