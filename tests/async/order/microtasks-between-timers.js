setTimeout(() => {
  console.log("t1");
  Promise.resolve().then(() => console.log("between"));
}, 1);
setTimeout(() => console.log("t2"), 1);
// expect: t1
// expect: between
// expect: t2
