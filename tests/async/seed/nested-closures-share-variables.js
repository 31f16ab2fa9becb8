// Async closures share the variables around them across their awaits, at every depth.
async function outer() {
  let x = 1;
  const addOne = async () => {
    let y = 10;
    const addTen = async () => { await null; x += y; y++; return y; };
    await null;
    x += 1;
    return (await addTen()) + (await addTen());
  };
  const sum = addOne();
  x *= 5;
  console.log(x, await sum, x); // expect: 5 23 27
}
outer();
