// Initialisers of methods run before any field, those of fields and accessors behind their own, those of the class last.
// node: Node has no decorators yet
const add = (label) => (value, { addInitializer }) => addInitializer(function () { console.log(label, typeof this, Object.keys(this).join()); });
@add("class")
class C {
  a = 1;
  @add("method") method() {}
  @add("b 1") @add("b 2") b = 2;
  @add("accessor") accessor c = 3;
  @add("private") #p() {}
  d = 4;
  @add("static method") static m() {}
  static e = 5;
  @add("static field") static f = 6;
  static g = 7;
  constructor() { console.log("constructor"); }
}
console.log("new");
new C();
const bound = (f, { name, addInitializer }) => addInitializer(function () { this[name] = this[name].bind(this); });
class B {
  n = 3;
  @bound get() { return this.n; }
}
class Derived extends B {
  @add("derived") m() {}
  constructor() { console.log("before super"); super(); console.log("behind super"); }
}
const { get } = new Derived();
console.log(get());
// expect: static method function
// expect: static field function e,f
// expect: class function e,f,g
// expect: new
// expect: method object
// expect: private object
// expect: b 2 object a,b
// expect: b 1 object a,b
// expect: accessor object a,b
// expect: constructor
// expect: before super
// expect: derived object get,n
// expect: behind super
// expect: 3
