const p = Promise.resolve(1);
class Sub extends Promise {}
console.log(Promise.resolve(p) === p, Sub.resolve(p) === p, Sub.resolve(p) instanceof Sub); // expect: true false true
