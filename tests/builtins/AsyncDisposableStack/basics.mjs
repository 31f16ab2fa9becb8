const log = [];
const stack = new AsyncDisposableStack();
stack.use({ async [Symbol.asyncDispose]() { await null; log.push("async"); } });
stack.use({ [Symbol.dispose]() { log.push("sync"); } });
stack.defer(async () => log.push("defer"));
await stack.disposeAsync();
console.log(log.join(), stack.disposed); // expect: defer,sync,async true
