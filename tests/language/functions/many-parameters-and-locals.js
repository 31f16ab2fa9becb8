const names = Array.from({ length: 300 }, (_, i) => "v" + i);
const body = names.map((name, i) => `let x${i} = ${name} + ${i};`).join("\n");
const sum = names.map((_, i) => "x" + i).join(" + ");
const f = new Function(...names, body + "\nreturn " + sum + ";");
console.log(f(...names.map(() => 1))); // expect: 45150
