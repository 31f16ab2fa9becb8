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

// Long text, by groups, with what interrupts them.
{
  const bytes = String.fromCharCode(...Array.from({ length: 1000 }, (_, i) => (i * 7) & 255));
  const long = btoa(bytes);
  console.log(atob(long) === bytes, atob(long.replace(/.{76}/g, "$&\n")) === bytes); // expect: true true
  console.log(atob(long.slice(0, 701) + " " + long.slice(701)) === bytes, long.length); // expect: true 1336
  for (const bad of ["!", "\u00ff", "\u0100", "=", "-"])
    try { atob(long.slice(0, 600) + bad + long.slice(601)); } catch (e) { console.log(e.name); }
}
// expect: InvalidCharacterError
// expect: InvalidCharacterError
// expect: InvalidCharacterError
// expect: InvalidCharacterError
// expect: InvalidCharacterError
