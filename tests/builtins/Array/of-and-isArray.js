console.log(Array.of(7).length, Array.of(1, 2).join(), Array.isArray([]), Array.isArray({ length: 0 })); // expect: 1 1,2 true false
console.log(Array.isArray(new Proxy([], {}))); // expect: true
