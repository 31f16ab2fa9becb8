const o = { t(s, v) { return this === o && s.length + v; } };
console.log(o.t`a${5}b`, o["t"]`${1}`); // expect: 7 3
console.log(((s) => (s2) => s[0] + s2[0])`a``b`); // expect: ab
