const o = {};
for (let i = 0; i < 26; i++) o[String.fromCharCode(97 + i)] = i;
console.log(o);
console.log(new Set(Array.from({ length: 12 }, (_, i) => i)));
console.log(new Map(Array.from({ length: 5 }, (_, i) => [i, "value " + i])));
// expect: {
// expect:   a: 0,
// expect:   b: 1,
// expect:   c: 2,
// expect:   d: 3,
// expect:   e: 4,
// expect:   f: 5,
// expect:   g: 6,
// expect:   h: 7,
// expect:   i: 8,
// expect:   j: 9,
// expect:   k: 10,
// expect:   l: 11,
// expect:   m: 12,
// expect:   n: 13,
// expect:   o: 14,
// expect:   p: 15,
// expect:   q: 16,
// expect:   r: 17,
// expect:   s: 18,
// expect:   t: 19,
// expect:   u: 20,
// expect:   v: 21,
// expect:   w: 22,
// expect:   x: 23,
// expect:   y: 24,
// expect:   z: 25
// expect: }
// expect: Set(12) { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }
// expect: Map(5) {
// expect:   0 => 'value 0',
// expect:   1 => 'value 1',
// expect:   2 => 'value 2',
// expect:   3 => 'value 3',
// expect:   4 => 'value 4'
// expect: }
