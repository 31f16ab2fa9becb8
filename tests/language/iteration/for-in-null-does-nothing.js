for (const k in null) console.log("no");
for (const k in undefined) console.log("no");
for (const k in "ab") console.log(k);
// expect: 0
// expect: 1
