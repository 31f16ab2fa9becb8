// node: needs $262
// flags: --test262
const other = $262.createRealm().global;
const Returns = other.eval("(class extends Object { constructor(v) { return v; } })");
const Forgets = other.eval("(class extends Object { constructor() {} })");
function of_this_realm(f, kind) {
  try { f(); } catch (error) { print(`${error instanceof kind} ${error.message}`); }
}
of_this_realm(() => new Returns(1), TypeError); // expect: true Derived constructors may only return object or undefined
of_this_realm(() => new Forgets(), ReferenceError); // expect: true Must call super constructor in derived class before accessing 'this' or returning from derived constructor
