// The innermost of three awaited calls has gone straight on, and patches then: those further out wait
// already, and don't look again.
const born = Promise;
let looks = 0;
function patch() {
  Object.defineProperty(Promise.prototype, "constructor", {
    configurable: true,
    get() {
      looks++;
      return born;
    },
  });
}
function mend() {
  Object.defineProperty(Promise.prototype, "constructor", {
    configurable: true,
    writable: true,
    value: born,
  });
}
async function inner(fails) {
  await 0;
  patch();
  if (fails) throw "thrown";
  return 1;
}
async function middle(fails) {
  return (await inner(fails)) + 1;
}
async function outer(fails) {
  try {
    return (await middle(fails)) + 1;
  } finally {
    mend();
  }
}
function ticks(n) {
  if (n) Promise.resolve().then(() => (console.log("tick", n), ticks(n - 1)));
}
async function main() {
  await 0;
  console.log(await outer(false), looks);
  await outer(true).catch((e) => console.log(e, looks));
  await 0;
  ticks(6);
  console.log(await outer(false), looks);
}
main();
// expect: 3 0
// expect: thrown 0
// expect: tick 6
// expect: tick 5
// expect: tick 4
// expect: tick 3
// expect: 3 2
// expect: tick 2
// expect: tick 1
