try {
  await import("./fixtures/tla-rejects.mjs");
} catch (error) {
  console.log(error.message); // expect: from the module
}
