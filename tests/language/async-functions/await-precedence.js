async function f() {
  const two = async () => 2;
  console.log(await two() + 1, -await two(), typeof await two(), !(await two())); // expect: 3 -2 number false
  console.log((await two()) ** 2, [await two(), await two()].join()); // expect: 4 2,2
}
f();
