const bad = { get then() { throw new Error("getter"); } };
const worse = { then(resolve, reject) { resolve("first"); throw new Error("ignored"); } };
(async () => {
  try {
    await bad;
  } catch (error) {
    console.log(error.message); // expect: getter
  }
  console.log(await worse); // expect: first
})();
