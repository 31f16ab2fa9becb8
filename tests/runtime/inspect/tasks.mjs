// mote:inspect lists the suspended functions, by await and by what they wait for.
// node: mote:inspect is mote's
import { tasks } from "mote:inspect";
const never = new Promise(() => {});
async function bar() {
  await never;
}
async function foo() {
  await bar();
}
for (let i = 0; i < 3; i++) foo();
async function* numbers() {
  yield 1;
  await never;
}
async function loop() {
  for await (const number of numbers());
}
loop();
async function soon() {
  await 1;
}
soon();
const show = () => {
  for (const t of tasks()) console.log(t.count, t.function, t.line, t.waitsFor, t.bytes / t.count >= 12);
};
show();
for (let i = 0; i < 5; i++) await 1;
console.log("later");
show();
// expect: 3 bar 6 promise true
// expect: 3 foo 9 bar() true
// expect: 1 numbers 13 job true
// expect: 1 loop 17 numbers() true
// expect: 1 soon 21 job true
// expect: later
// expect: 3 bar 6 promise true
// expect: 3 foo 9 bar() true
// expect: 1 numbers 14 promise true
// expect: 1 loop 17 numbers() true
