const add = new Function("a", "b", "return a + b");
const defaults = Function("a = 2, ...r", "return a + r.length");
console.log(add(1, 2), defaults(undefined, 1, 1), add.name); // expect: 3 4 anonymous
console.log(new Function("a,b", "c", "return c").length); // expect: 3
console.log(String(new Function("a", "return a")).split("\n").join("~")); // expect: function anonymous(a~) {~return a~}
