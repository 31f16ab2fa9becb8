function named() {}
console.log(named, () => {}, async () => {}, function* gen() {}, async function* ag() {}, Math.max);
named.prop = 1;
console.log(named, Object.assign(() => {}, { a: 1 }));
// expect: [Function: named] [Function (anonymous)] [AsyncFunction (anonymous)] [GeneratorFunction: gen] [AsyncGeneratorFunction: ag] [Function: max]
// expect: [Function: named] { prop: 1 } [Function (anonymous)] { a: 1 }
