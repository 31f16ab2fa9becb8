console.log("text", 1, -0, true, null, undefined, Symbol("s"), 10n, NaN); // expect: text 1 -0 true null undefined Symbol(s) 10n NaN
console.log(["text", -0, Symbol("s"), 10n]); // expect: [ 'text', -0, Symbol(s), 10n ]
console.log(); // expect:
