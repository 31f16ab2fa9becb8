const it = "a\ud83d\ude00\ud83d"[Symbol.iterator]();
console.log([...it].map((c) => c.length).join(), Object.prototype.toString.call(it)); // expect: 1,2,1 [object String Iterator]
