console.log(JSON.stringify({ a: [1, "x", null, undefined, () => {}, NaN, Symbol()], b: undefined, c: new Number(3), d: -0 })); // expect: {"a":[1,"x",null,null,null,null,null],"c":3,"d":0}
console.log(JSON.stringify(undefined), JSON.stringify("\"\\\b\x01\ud800"), JSON.stringify({ toJSON: (k) => "as " + typeof k })); // expect: undefined "\"\\\b\u0001\ud800" "as string"
