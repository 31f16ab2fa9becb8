try {
  await import("./fixtures/data.json");
} catch (error) {
  console.log(error.name); // expect: TypeError
}
