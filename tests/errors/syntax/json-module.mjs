try {
  await import("./_support/broken.json", { with: { type: "json" } });
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
