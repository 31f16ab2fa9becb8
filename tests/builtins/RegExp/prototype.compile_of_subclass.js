// node: compiles any RegExp object
class Sub extends RegExp {}
console.log(/a/.compile("b").test("b")); // expect: true
try { new Sub("a").compile("b"); } catch (error) { console.log(error.name); } // expect: TypeError
