async function count(name, n) {
  for (let i = 0; i < n; i++) {
    await null;
    console.log(name, i);
  }
}
Promise.all([count("a", 2), count("b", 3)]).then(() => console.log("done"));
// expect: a 0
// expect: b 0
// expect: a 1
// expect: b 1
// expect: b 2
// expect: done
