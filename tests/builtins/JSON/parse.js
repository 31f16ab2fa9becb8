console.log(JSON.parse('{"a":[1,2.5e3,true,null,"\\u0041\\n"]}').a.length, JSON.parse(" 5 "), JSON.parse('"\\ud83d\\ude00"')); // expect: 5 5 😀
const o = JSON.parse('{"__proto__":1,"a":1,"a":2}');
console.log(Object.keys(o).join(), o.a, Object.getPrototypeOf(o) === Object.prototype); // expect: __proto__,a 2 true
