// node: the time is not the same twice
console.time("t");
console.timeLog("t", "extra");
console.timeEnd("t");
console.timeEnd("t"); // expect stderr: t
