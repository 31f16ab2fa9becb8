process.on("exit", () => console.log("bye")); // expect: bye
async function f() {
  try {
    await null;
    process.exit(0);
  } finally {
    console.log("must not run");
  }
}
await f();
