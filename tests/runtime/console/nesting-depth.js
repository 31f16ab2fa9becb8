console.log({ a: { b: { c: { d: 1 } } } }); // expect: { a: { b: { c: [Object] } } }
console.log([[[[1]]]], { a: [[[]]] }, { a: { b: { c: {} } } }); // expect: [ [ [ [Array] ] ] ] { a: [ [ [] ] ] } { a: { b: { c: {} } } }
