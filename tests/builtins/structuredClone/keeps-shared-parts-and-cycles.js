const shared = { n: 1 };
const o = { a: shared, b: shared, list: [1, , 3], map: new Map([[shared, new Set([shared])]]) };
o.self = o;
const copy = structuredClone(o);
console.log(copy !== o, copy.a === copy.b, copy.a !== shared, copy.self === copy); // expect: true true true true
console.log(copy.list.length, 1 in copy.list, copy.map.get(copy.a).has(copy.a)); // expect: 3 false true
