const o = {
  [Symbol.toPrimitive](hint) {
    return hint === "number" ? 42 : hint;
  },
};
console.log(+o, `${o}`, o + "", o * 2, o == "default"); // expect: 42 string default 84 true
const p = { valueOf: () => 1, toString: () => "s" };
console.log(p + 1, `${p}`, p < 2); // expect: 2 s true
