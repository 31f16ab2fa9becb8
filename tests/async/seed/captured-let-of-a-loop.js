// Each turn of a loop has its own `let`, also with an await in the body, and also for closures made before it.
async function main() {
  const functions = [];
  for (let i = 0, step = 1; i < 3; i += step) {
    functions.push(() => i);
    await null;
    functions.push(() => `after ${i}`, () => i++);
  }
  console.log(functions.map((f) => f()).join()); // expect: 0,after 0,0,1,after 1,1,2,after 2,2
  console.log(functions[0](), functions[3](), functions[6]()); // expect: 1 2 3
  for (const x of [1, 2]) {
    functions.push(() => x);
    await null;
  }
  console.log(functions.at(-2)(), functions.at(-1)()); // expect: 1 2
}
main();
