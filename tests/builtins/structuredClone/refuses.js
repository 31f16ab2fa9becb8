for (const v of [Symbol("x"), Object(Symbol("y")), new WeakMap(), Promise.resolve(), new Proxy({}, {}),
                 (function () { return arguments; })(), [].values(), [() => 1]]) {
  try {
    structuredClone(v);
  } catch (error) {
    console.log(error.name, error.code);
  }
}
// expect: DataCloneError 25
// expect: DataCloneError 25
// expect: DataCloneError 25
// expect: DataCloneError 25
// expect: DataCloneError 25
// expect: DataCloneError 25
// expect: DataCloneError 25
// expect: DataCloneError 25
try { structuredClone(Symbol("x")); } catch (error) { console.log(error.message); } // expect: Symbol(x) could not be cloned.
try { structuredClone(); } catch (error) { console.log(error.name); } // expect: TypeError
try { structuredClone(1, { transfer: [{}] }); } catch (error) { console.log(error.name); } // expect: TypeError
