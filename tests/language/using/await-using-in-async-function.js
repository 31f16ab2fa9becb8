async function f() {
  await using r = { async [Symbol.asyncDispose]() { throw new Error("late"); } };
  return "unused";
}
f().catch((error) => console.log(error.message)); // expect: late
