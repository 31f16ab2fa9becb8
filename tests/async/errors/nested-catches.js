async function fail(x) { await null; throw x; }
async function main() {
  try {
    try {
      await fail(1);
    } catch (e) {
      await fail(e + 1);
    }
  } catch (e) {
    console.log("outer", e); // expect: outer 2
  }
}
main();
