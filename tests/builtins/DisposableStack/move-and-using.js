const log = [];
let kept;
{
  using stack = new DisposableStack();
  stack.defer(() => log.push("moved"));
  kept = stack.move();
}
console.log(log.length, kept.disposed); // expect: 0 false
kept[Symbol.dispose]();
console.log(log.join()); // expect: moved
