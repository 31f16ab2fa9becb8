try {
  try {
    throw new Error("first");
  } catch (e) {
    throw new Error("second", { cause: e });
  }
} catch (e) {
  console.log(e.message, e.cause.message); // expect: second first
}
