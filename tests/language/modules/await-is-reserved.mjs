try {
  await import("./fixtures/await-name.mjs");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
