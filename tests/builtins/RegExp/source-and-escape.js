console.log(String(new RegExp("/\n[/]")), new RegExp("").source, RegExp.escape("a.b-c")); // expect: /\/\n[/]/ (?:) \x61\.b\x2dc
console.log(/x/ydg.flags, RegExp("a", "i").flags); // expect: dgy i
try { new RegExp("(") } catch (e) { console.log(e.message) } // expect: Invalid regular expression: /(/: Unterminated group
try { new RegExp("a", "gg") } catch (e) { console.log(e.message) } // expect: Invalid flags supplied to RegExp constructor 'gg'
