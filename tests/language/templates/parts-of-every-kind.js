// Templates of short and long parts, of wide ones and of ropes.
const n = 7, wide = "ż", rope = "x".repeat(20) + "y".repeat(20);
console.log(`${n}${n}`, `a${n}b${null}c${undefined}d${true}`, `${wide}-${n}`); // expect: 77 a7bnullcundefineddtrue ż-7
console.log(`${rope}|${wide}`.length, `${"q".repeat(300)}${n}`.length, `${""}${""}` === ""); // expect: 42 301 true
console.log(`${""}${"z"}` === "z", `${rope}${n}`.endsWith("yy7")); // expect: true true
