const log = [];
const stack = new DisposableStack();
stack.use({ [Symbol.dispose]: () => log.push("use") });
stack.adopt("value", (v) => log.push("adopt " + v));
stack.defer(() => log.push("defer"));
stack.dispose();
stack.dispose();
console.log(log.join(), stack.disposed); // expect: defer,adopt value,use true
try {
  stack.defer(() => {});
} catch (error) {
  console.log(error.name); // expect: ReferenceError
}
