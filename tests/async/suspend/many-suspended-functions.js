// needs: speed
let open;
const gate = new Promise((r) => (open = r));
let done = 0;
async function bar(i) { await gate; return i; }
async function foo(i) { await bar(i); done++; }
for (let i = 0; i < 100000; i++) foo(i);
open();
setTimeout(() => console.log(done), 0); // expect: 100000
