class A {}
console.log(A.prototype.isPrototypeOf(new A()), Object.prototype.isPrototypeOf(1)); // expect: true false
console.log([1].propertyIsEnumerable(0), [1].propertyIsEnumerable("length")); // expect: true false
