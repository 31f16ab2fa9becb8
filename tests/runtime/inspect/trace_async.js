// flags: --trace-async /dev/stderr
// node: an option of mote's
async function inner() {
  await new Promise((resolve) => setTimeout(resolve, 1));
}
async function outer() {
  await inner();
}
outer();
// expect stderr: "traceEvents":[
// expect stderr: {"cat":"await","ph":"b","name":"inner:4"
// expect stderr: {"cat":"await","ph":"b","name":"outer:7"
// expect stderr: trace_async.js:4:3","awaiter":"0x
// expect stderr: {"cat":"await","ph":"e","name":"outer:7"
// expect stderr: ]}
