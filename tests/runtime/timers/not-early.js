const start = performance.now();
setTimeout(() => console.log(performance.now() - start >= 14), 15); // expect: true
