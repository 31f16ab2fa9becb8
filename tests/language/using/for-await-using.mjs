const r = (n) => ({ n, async [Symbol.asyncDispose]() { console.log("end", n); } });
for (await using x of [r(1), r(2)]) console.log("use", x.n);
// expect: use 1
// expect: end 1
// expect: use 2
// expect: end 2
