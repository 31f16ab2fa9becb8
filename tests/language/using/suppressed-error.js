try {
  using a = { [Symbol.dispose]() { throw new Error("from dispose"); } };
  throw new Error("from body");
} catch (error) {
  console.log(error.name, error.error.message, error.suppressed.message); // expect: SuppressedError from dispose from body
}
