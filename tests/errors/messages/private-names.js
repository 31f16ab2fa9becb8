class A {
  #field; #method() {} get #getter() { return 1; } set #setter(v) {}
  static read(o) { return o.#field; }
  static write(o) { o.#field = 1; }
  static replace(o) { o.#method = 1; }
  static set(o) { o.#getter = 1; }
  static get(o) { return o.#setter; }
  static has(o) { return #field in o; }
}
class Returns { constructor(o) { return o; } }
class Stamps extends Returns { #mark; }
const once = new Stamps({});
for (const f of [() => A.read({}), () => A.write({}), () => A.replace(new A()), () => A.set(new A()),
                 () => A.get(new A()), () => A.has(1), () => new Stamps(once)]) {
  try { f(); } catch (error) { console.log(error.message); }
}
// expect: Cannot read private member #field from an object whose class did not declare it
// expect: Cannot write private member #field to an object whose class did not declare it
// expect: Private method '#method' is not writable
// expect: '#getter' was defined without a setter
// expect: '#setter' was defined without a getter
// expect: Cannot use 'in' operator to search for '#field' in 1
// expect: Cannot initialize #mark twice on the same object
