const o = {};
console.log(eval(o) === o, eval(5), eval()); // expect: true 5 undefined
