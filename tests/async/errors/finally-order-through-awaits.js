const log = [];
async function inner() { try { await null; throw "x"; } finally { log.push("inner"); } }
async function outer() { try { await inner(); } finally { await null; log.push("outer"); } }
outer().catch((e) => console.log(log.join(), e)); // expect: inner,outer x
