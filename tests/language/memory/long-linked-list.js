// needs: speed
let head = null;
for (let i = 0; i < 1000000; i++) head = { next: head, i };
let garbage = 0;
for (let i = 0; i < 1000000; i++) garbage += { x: i }.x & 1;
let length = 0;
for (let at = head; at; at = at.next) length++;
console.log(length, garbage, head.i); // expect: 1000000 500000 999999
