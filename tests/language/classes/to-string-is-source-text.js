class A { /* comment */ m( ) { } }
console.log(A.toString()); // expect: class A { /* comment */ m( ) { } }
console.log(A.prototype.m.toString()); // expect: m( ) { }
