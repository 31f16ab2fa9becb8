// Names of bound functions are made without copying, so that a long chain of them is cheap.
// needs: speed
let f = function name() {};
for (let i = 0; i < 50000; i++) f = f.bind(null);
console.log(f.name.length); // expect: 300004
console.log((() => {}).bind().name + "|", Object.getOwnPropertyDescriptor(f, "name").writable); // expect: bound | false
console.log(function () {}.bind.call(Object.defineProperty(() => {}, "name", { value: 1 })).name + "|"); // expect: bound |
