try {
  await import("./fixtures/duplicate.mjs");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
