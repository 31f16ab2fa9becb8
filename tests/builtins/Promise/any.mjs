console.log(await Promise.any([Promise.reject(1), 2, 3])); // expect: 2
try {
  await Promise.any([Promise.reject("a"), Promise.reject("b")]);
} catch (error) {
  console.log(error.name, error.errors.join(), error.message); // expect: AggregateError a,b All promises were rejected
}
