// node: Node looks whether a digest is done only after its immediates
// Small ones are done at once, and settle nevertheless in a task of the loop's, each in one of its own.
const order = [];
for (const name of ["first", "second"]) crypto.subtle.digest("SHA-1", new Uint8Array(2)).then(() => (order.push(name), Promise.resolve())).then(() => order.push(`after ${name}`));
for (let i = 0; i < 20; i++) await null;
order.push("jobs");
let turns = 0;
const timer = setInterval(() => turns++, 0);
// A chain of them doesn't keep timers waiting.
const until = Date.now() + 5000;
while (turns < 3 && Date.now() < until) await crypto.subtle.digest("SHA-1", new Uint8Array(2));
clearInterval(timer);
console.log(order, turns >= 3); // expect: [ 'jobs', 'first', 'after first', 'second', 'after second' ] true
// Many together.
const all = await Promise.all(Array.from({ length: 500 }, (_, i) => crypto.subtle.digest("SHA-256", Uint8Array.of(i & 255, i >> 8))));
console.log(new Set(all.map((buffer) => new Uint8Array(buffer).toString())).size); // expect: 500
