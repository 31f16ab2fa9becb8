try {
  for (const x of { [Symbol.iterator]: () => ({ next: () => 1 }) });
} catch (error) {
  console.log(error.name); // expect: TypeError
}
