async function waits() { await new Promise(() => {}); }
for (let i = 0; i < 10; i++) waits();
console.log("ends"); // expect: ends
