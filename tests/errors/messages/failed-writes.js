"use strict";
function message(f) {
  try { f(); } catch (error) { console.log(`${error.name}: ${error.message}`); }
}
class A { get x() { return 1; } }
message(() => { "abc".length = 1; }); // expect: TypeError: Cannot assign to read only property 'length' of string 'abc'
message(() => { "abc".foo = 1; }); // expect: TypeError: Cannot create property 'foo' on string 'abc'
message(() => { (5).foo = 1; }); // expect: TypeError: Cannot create property 'foo' on number '5'
message(() => { Symbol("q").foo = 1; }); // expect: TypeError: Cannot create property 'foo' on symbol 'Symbol(q)'
message(() => { true.foo = 1; }); // expect: TypeError: Cannot create property 'foo' on boolean 'true'
message(() => { Object.freeze([1])[0] = 2; }); // expect: TypeError: Cannot assign to read only property '0' of object '[object Array]'
message(() => { Object.freeze([1])[1] = 2; }); // expect: TypeError: Cannot add property 1, object is not extensible
message(() => { Object.freeze([1]).length = 2; }); // expect: TypeError: Cannot assign to read only property 'length' of object '[object Array]'
message(() => { Object.preventExtensions({}).x = 2; }); // expect: TypeError: Cannot add property x, object is not extensible
message(() => { new A().x = 2; }); // expect: TypeError: Cannot set property x of #<A> which has only a getter
message(() => { delete Object.freeze({ x: 1 }).x; }); // expect: TypeError: Cannot delete property 'x' of #<Object>
message(() => { delete [].length; }); // expect: TypeError: Cannot delete property 'length' of [object Array]
message(() => { Object.defineProperty(Object.freeze({}), "x", {}); }); // expect: TypeError: Cannot define property x, object is not extensible
message(() => { Object.defineProperty(Object.freeze({ x: 1 }), "x", { value: 2 }); }); // expect: TypeError: Cannot redefine property: x
message(() => { [].length = -1; }); // expect: RangeError: Invalid array length
message(() => { undefined.x; }); // expect: TypeError: Cannot read properties of undefined (reading 'x')
message(() => { null.x = 1; }); // expect: TypeError: Cannot set properties of null (setting 'x')
