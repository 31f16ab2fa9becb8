async function f() {
  throw new Error("inside");
}
f().catch((error) => console.log("caught", error.message)); // expect: caught inside
