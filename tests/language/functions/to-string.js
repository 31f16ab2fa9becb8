function f ( a,b ) { return a+b /* sum */ }
console.log(f.toString()); // expect: function f ( a,b ) { return a+b /* sum */ }
console.log(Math.max.toString()); // expect: function max() { [native code] }
console.log(String((a) => a * 2)); // expect: (a) => a * 2
