// Integers of up to nine digits take a way of their own, as do numbers at the beginning of an array.
console.log(JSON.stringify(JSON.parse("[0,-0,7,-7,999999999,-999999999,1000000000,4294967296,1e3,1E-2,0.5,-0.0,12345678901234567890]"))); // expect: [0,0,7,-7,999999999,-999999999,1000000000,4294967296,1000,0.01,0.5,0,12345678901234567000]
console.log(Object.is(JSON.parse("-0"), -0), JSON.parse(" 12 "), JSON.parse('["日", 12, -3]').join()); // expect: true 12 日,12,-3
for (const bad of ["01", "-", "-01", "1.", "1e", "+1", ".5", "1a", "0x1", "--1", "[1 2]", "00"]) {
  try {
    console.log(JSON.parse(bad));
  } catch (error) {
    if (error.name !== "SyntaxError") console.log(error.name);
  }
}
console.log(JSON.stringify([1, 2, NaN, Infinity, "x", 3, , 4]), JSON.stringify([1, [2, [3]]], null, 1).replace(/\s/g, "_"), JSON.stringify([1, 2], null, "日")); // expect: [1,2,null,null,"x",3,null,4] [__1,__[___2,___[____3___]__]_] [
// expect: 日1,
// expect: 日2
// expect: ]
Number.prototype.toJSON = function () { return "n"; };
console.log(JSON.stringify([1, { a: 2 }]), JSON.stringify([1, 2], (k, v) => (typeof v === "number" ? v + 1 : v))); // expect: [1,{"a":2}] [2,3]
Object.prototype.toJSON = function (key) { return key === "" ? this : "o:" + key; };
console.log(JSON.stringify([1, {}, { b: [] }])); // expect: [1,"o:1","o:2"]
delete Object.prototype.toJSON;
console.log(JSON.stringify([1, {}, { b: [] }])); // expect: [1,{},{"b":[]}]
