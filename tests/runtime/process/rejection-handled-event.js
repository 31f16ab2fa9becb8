// A promise whose rejection was reported, and that somebody handles after all.
process.on('unhandledRejection', (reason) => console.log('unhandled', reason)); // expect: unhandled 1
process.on('rejectionHandled', (promise) => console.log('handled', promise === first));
const first = Promise.reject(1);
setTimeout(() => {
  first.catch(() => console.log('caught')); // expect: caught
  Promise.reject(2); // expect: handled true
  Promise.reject(3).catch(() => {}); // expect: unhandled 2
}, 1);
setTimeout(() => console.log('end'), 5); // expect: end
