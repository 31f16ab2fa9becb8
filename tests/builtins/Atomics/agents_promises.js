// flags: --test262
// An agent notifies promises of the main program, whose loop has a timer only.
const cells = new Int32Array(new SharedArrayBuffer(16));
Atomics.waitAsync(cells, 1, 0, 1).value.then((outcome) => print(outcome)); // expect: timed-out
const timer = setTimeout(() => print("too late"), 10000);
const order = [];
const wait = (name) => Atomics.waitAsync(cells, 0, 0, 9000).value.then((outcome) => order.push(name + " " + outcome));
Promise.all([wait("a"), wait("b"), wait("c")]).then(() => {
  print(order.join()); // expect: a ok,b ok,c ok
  clearTimeout(timer); // and their time limits do not keep the loop alive
});
$262.agent.start(`$262.agent.receiveBroadcast((buffer) => {
  const cells = new Int32Array(buffer);
  $262.agent.sleep(50);
  while (Atomics.notify(cells, 0, 2)) {}
});`);
$262.agent.broadcast(cells.buffer);
