function F() {}
const bound = F.bind();
console.log(Function.prototype[Symbol.hasInstance].call(F, new F()), new F() instanceof bound); // expect: true true
