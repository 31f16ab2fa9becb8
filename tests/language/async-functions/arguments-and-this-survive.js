async function f(a) {
  await null;
  return [this.tag, arguments.length, arguments[1], a].join();
}
f.call({ tag: "t" }, 1, 2).then(console.log); // expect: t,2,2,1
