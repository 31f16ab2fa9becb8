console.log(typeof 1, typeof "", typeof true, typeof undefined, typeof null, typeof {}); // expect: number string boolean undefined object object
console.log(typeof (() => {}), typeof Symbol(), typeof class {}, typeof 1n); // expect: function symbol function bigint
