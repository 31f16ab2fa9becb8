console.log(btoa("hello"), btoa("\xff\x00"), [atob("aGVsbG8="), atob(" aGVs bG8 "), atob("/wA="), atob(""), btoa("")]);
for (const bad of ["a", "ab=c", "a===", "%"]) try { atob(bad); } catch (error) { console.log(error.name, error.code, error instanceof DOMException, error instanceof Error); }
try { btoa("€"); } catch (error) { console.log(`${error}`); }
try { atob(); } catch (error) { console.log(error.name); }
const e = new DOMException("text", "AbortError");
console.log(e.name, e.message, e.code, DOMException.ABORT_ERR, Object.prototype.toString.call(e), e.stack.split("\n")[0]);
console.log(new DOMException("m", { name: "DataCloneError", cause: 5 }).cause, new DOMException().name, new DOMException("x", "Own").code);
// expect: aGVsbG8= /wA= [ 'hello', 'hello', 'ÿ\x00', '', '' ]
// expect: InvalidCharacterError 5 true true
// expect: InvalidCharacterError 5 true true
// expect: InvalidCharacterError 5 true true
// expect: InvalidCharacterError 5 true true
// expect: InvalidCharacterError: Invalid character
// expect: TypeError
// expect: AbortError text 20 20 [object DOMException] AbortError: text
// expect: 5 Error 0
