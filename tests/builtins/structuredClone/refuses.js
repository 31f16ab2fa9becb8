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
try { structuredClone(1, { transfer: [{}] }); } catch (error) { console.log(error.name, error.message); } // expect: DataCloneError Value not transferable
try { structuredClone(1, { transfer: [1] }); } catch (error) { console.log(error.name); } // expect: TypeError
const re = /a/g;
re.lastIndex = 3;
const copy = structuredClone(re);
console.log(String(copy), copy.lastIndex, copy instanceof RegExp); // expect: /a/g 0 true
