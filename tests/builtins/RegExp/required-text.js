// The text that every match must have is looked for first, wherever it stands in the pattern.
const at = (re, s) => { const m = re.exec(s); return m ? `${m.index} ${JSON.stringify(m[0])}` : "none"; };
console.log(at(/(^|[^\\])"key\((-?\d+)\)"/, 'x\\"key(1)" y"key(-2)"')); // expect: 11 "y\"key(-2)\""
console.log(at(/(^|[^\\])"key\((-?\d+)\)"/, '"key(7)"')); // expect: 0 "\"key(7)\""
console.log(at(/.{2,4}end/, "a end the end")); // expect: 0 "a end"
console.log(at(/.{2,4}end/, "end and end")); // expect: 4 "and end"
console.log(at(/a.*needle/, "needle a haystack needle!")); // expect: 7 "a haystack needle"
console.log(at(/a.*needle/, "a haystack")); // expect: none
console.log(at(/(?:x|yy)abc/, "xyabc yyabc")); // expect: 6 "yyabc"
console.log(at(/(?:abc)+d/, "abab abcabcd")); // expect: 5 "abcabcd"
console.log(at(/(?:abc)?d/, "abcabd")); // expect: 5 "d"
console.log(at(/(?:abc){0}d/, "abcd")); // expect: 3 "d"
console.log(at(/(a|b)\1cd/, "abcd aacd")); // expect: 5 "aacd"
console.log(at(/(?<=ab)cd/, "cd abcd")); // expect: 5 "cd"
console.log(at(/(?!ab)..cd/, "abcd xbcd")); // expect: 5 "xbcd"
console.log(at(/\u0100.z/, "é\u0100z \u0100yz")); // expect: 4 "Āyz"
console.log(at(/é\u0100/, "plain")); // expect: none
console.log(at(/.\u{1f600}.end/u, "\u{1f600}\u{1f600}xend")); // expect: 0 "😀😀xend"
console.log(at(/.end/u, "\u{1f600}end")); // expect: 0 "😀end"

// A sticky pattern looks at one place only; a global one goes on behind the last match.
const sticky = /.?ab/y;
sticky.lastIndex = 1;
console.log(sticky.test("xxab"), sticky.lastIndex, sticky.test("xab"), sticky.lastIndex); // expect: true 4 false 0
console.log("abxabxxab".replace(/x?ab/g, "-")); // expect: --x-
console.log("a,b,,c".split(/,/), "aXXbXXXc".split(/XX/)); // expect: [ 'a', 'b', '', 'c' ] [ 'a', 'b', 'Xc' ]

// Text as long as what one search looks at together, and longer.
const long = "ab".repeat(100) + "needle" + "é".repeat(70) + "needles";
console.log(at(/needles/, long), at(/needles/, long + "\u0100"), at(/l.?s/, long)); // expect: 276 "needles" 276 "needles" 280 "les"
