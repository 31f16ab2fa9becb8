async function callee() { return "value"; }
async function caller() {
  await callee();
  console.log("resumed");
}
caller();
Promise.resolve().then(() => console.log("job 1")).then(() => console.log("job 2"));
// expect: resumed
// expect: job 1
// expect: job 2
