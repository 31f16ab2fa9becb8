const p = Promise.reject(new Error("handled in time"));
queueMicrotask(() => p.catch((error) => console.log(error.message))); // expect: handled in time
