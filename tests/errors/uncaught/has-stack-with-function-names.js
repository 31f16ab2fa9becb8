function inner() { throw new Error("deep"); }
class K { method() { inner(); } }
const arrow = () => new K().method();
arrow();
// expect error: Error: deep
// expect stderr: inner
// expect stderr: method
// expect stderr: arrow
