const o = {};
o.__defineGetter__("x", () => 5);
o.__defineSetter__("x", function (v) { this.y = v; });
o.x = 6;
console.log(o.x, o.y, typeof o.__lookupGetter__("x"), o.__lookupSetter__("z")); // expect: 5 6 function undefined
