for (const [key, { n }] of Object.entries({ a: { n: 1 }, b: { n: 2 } })) console.log(key, n);
// expect: a 1
// expect: b 2
for (const { length } in { word: 0 }) console.log(length); // expect: 4
