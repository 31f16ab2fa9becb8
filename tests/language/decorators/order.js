// Decorators are evaluated with their elements, in order; they are called for static methods, then those of instances, then
// static fields, then instance fields, then the class; those of one element from the last to the first.
// node: Node has no decorators yet
const dec = (label) => (console.log("evaluate", label), (value, { kind, name }) => console.log("call", label, kind, String(name), typeof value));
const key = (name) => (console.log("key", name), name);
@dec("class 1") @dec("class 2")
class C extends (console.log("heritage"), Object) {
  @dec(1) field = console.log("field");
  @dec(2) static field = console.log("static field");
  @dec(3) @dec(4) method() {}
  @dec(5) static method() {}
  @dec(6) get [key("getter")]() {}
  @dec(7) set [key("setter")](value) {}
  @dec(8) accessor auto = 1;
  @dec(9) static accessor auto = 1;
  @dec(10) #hidden() {}
  static { console.log("block"); }
}
// expect: evaluate class 1
// expect: evaluate class 2
// expect: heritage
// expect: evaluate 1
// expect: evaluate 2
// expect: evaluate 3
// expect: evaluate 4
// expect: evaluate 5
// expect: evaluate 6
// expect: key getter
// expect: evaluate 7
// expect: key setter
// expect: evaluate 8
// expect: evaluate 9
// expect: evaluate 10
// expect: call 5 method method function
// expect: call 9 accessor auto object
// expect: call 4 method method function
// expect: call 3 method method function
// expect: call 6 getter getter function
// expect: call 7 setter setter function
// expect: call 8 accessor auto object
// expect: call 10 method #hidden function
// expect: call 2 field field undefined
// expect: call 1 field field undefined
// expect: call class 2 class C function
// expect: call class 1 class C function
// expect: static field
// expect: block
