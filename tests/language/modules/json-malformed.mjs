try {
  await import("./fixtures/bad.json", { with: { type: "json" } });
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
