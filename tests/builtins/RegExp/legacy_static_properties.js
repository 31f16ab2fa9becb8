// node: refuses no other receiver
const show = () => console.log([RegExp.lastMatch, RegExp.lastParen, RegExp.leftContext, RegExp.rightContext, RegExp.input, RegExp.$1, RegExp.$2, RegExp.$9].join("|"));
show(); // expect: |||||||
/(b)(c)?/.exec("abdef");
show(); // expect: b||a|def|abdef|b||
console.log(RegExp["$&"], RegExp["$+"], RegExp["$`"], RegExp["$'"], RegExp.$_); // expect: b  a def abdef
/(x)/.test("abc"); // no match, no change
show(); // expect: b||a|def|abdef|b||
"2026-11-22".replace(/(\d+)-(\d+)/g, () => RegExp.$1 + "/" + RegExp.$2);
show(); // expect: 2026-11|11||-22|2026-11-22|2026|11|
"a1b2".match(/[a-z](\d)/g);
show(); // expect: b2|2|a1||a1b2|2||
"x,y;z".split(/([,;])/);
console.log(RegExp.$1); // expect: ;
/(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)/.exec("abcdefghijk");
console.log(RegExp.$9, RegExp.lastParen, RegExp.rightContext); // expect: i j k
RegExp.input = 5;
console.log(RegExp.input === "5", RegExp.$_, RegExp.$1); // expect: true 5 a
class Sub extends RegExp {}
try { Sub.$1; } catch (error) { console.log(error.name); } // expect: TypeError
console.log(Object.getOwnPropertyDescriptor(RegExp, "$1").set); // expect: undefined
