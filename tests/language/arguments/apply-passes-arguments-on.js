// f.apply(this, arguments) must see what became of the arguments object.
function list() {
  return Array.prototype.join.call(arguments, "-") + ":" + arguments.length;
}
function plain() {
  return list.apply(this, arguments);
}
console.log(plain(1, 2, 3), plain(), plain(1.5)); // expect: 1-2-3:3 :0 1.5:1
function shorter() {
  arguments.length = 2;
  return list.apply(this, arguments);
}
console.log(shorter(1, 2, 3)); // expect: 1-2:2
function longer() {
  arguments.length = 4;
  return list.apply(this, arguments);
}
console.log(longer(1, 2, 3)); // expect: 1-2-3-:4
function mapped(a) {
  a = "changed";
  return list.apply(this, arguments);
}
console.log(mapped(1, 2)); // expect: changed-2:2
function strict(a) {
  "use strict";
  a = "changed";
  return list.apply(this, arguments);
}
console.log(strict(1, 2)); // expect: 1-2:2
function hole() {
  delete arguments[0];
  return list.apply(this, arguments);
}
console.log(hole(1, 2)); // expect: -2:2
function getter() {
  Object.defineProperty(arguments, 1, { get: () => "got" });
  return list.apply(this, arguments);
}
console.log(getter(1, 2)); // expect: 1-got:2
function lengthGetter() {
  Object.defineProperty(arguments, "length", { get: () => 1 });
  return list.apply(this, arguments);
}
console.log(lengthGetter(1, 2)); // expect: 1:1
function names() {
  return Reflect.ownKeys(arguments).map(String).join() + " " + typeof arguments.callee;
}
console.log(names(1)); // expect: 0,length,callee,Symbol(Symbol.iterator) function
function strictCallee() {
  "use strict";
  const d = Object.getOwnPropertyDescriptor(arguments, "callee");
  return d.get === d.set && !d.enumerable && !d.configurable;
}
console.log(strictCallee()); // expect: true
console.log(plain(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)); // expect: 1-2-3-4-5-6-7-8-9-10:10
