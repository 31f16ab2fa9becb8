// A write that an inline cache knows is noticed like any other, by calls that are awaited and by
// functions that are suspended already.
const born = Promise.prototype.constructor;
function put(o, value) {
  o.constructor = value;
}
for (let i = 0; i < 100; i++) put(Promise.prototype, born);

async function give(x) {
  return x;
}
async function loop() {
  for (let i = 0; i < 3; i++) {
    console.log("turn", await give(i));
    if (i == 0) put(Promise.prototype, Other);
    if (i == 1) put(Promise.prototype, born);
  }
}
class Other extends Promise {
  then(...functions) {
    console.log("Other.then");
    return super.then(...functions);
  }
}

let open;
const gate = new Promise((resolve) => (open = resolve));
async function waits() {
  await gate;
  put(Promise.prototype, Other);
  await give("x"); /* a tick more: the promise is no Other */
  put(Promise.prototype, born);
  console.log("waited");
}

for (let i = 0; i < 100; i++) put(Promise.prototype, born);
loop().then(() => {
  waits();
  open();
  let turns = 0;
  (function tick() {
    if (turns++ < 5) Promise.resolve().then(() => (console.log("tick", turns), tick()));
  })();
});
// expect: turn 0
// expect: turn 1
// expect: turn 2
// expect: tick 1
// expect: tick 2
// expect: tick 3
// expect: waited
// expect: tick 4
// expect: tick 5
