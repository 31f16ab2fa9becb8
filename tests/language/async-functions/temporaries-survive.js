const later = (x) => Promise.resolve(x);
async function main() {
  const list = [1, await later(2), ...[3, await later(4)]];
  const object = { a: 1, [await later("b")]: await later(2), ...(await later({ c: 3 })) };
  console.log(list.join(), JSON.stringify(object), `${1}${await later(2)}${3}`); // expect: 1,2,3,4 {"a":1,"b":2,"c":3} 123
  console.log(((a, b, c) => a + b + c)(1, await later(2), 3), 10 - (await later(4))); // expect: 6 6
}
main();
