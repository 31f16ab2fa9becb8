async function f() {
  console.log("in body"); // expect: in body
  await null;
  console.log("after await");
}
f();
console.log("after call"); // expect: after call
// expect: after await
