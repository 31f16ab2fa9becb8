let x = 1;
async function f() {
  x += await 10;
}
f().then(() => console.log(x)); // expect: 11
x = 100;
