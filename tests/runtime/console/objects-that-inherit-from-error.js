class Second extends Error {}
function Old(message) { this.message = message; }
Old.prototype = Object.create(Error.prototype);
Old.prototype.name = "Old";
console.log(Object.create(Error.prototype), Object.create(Second.prototype)); // expect: [Error] [Second [Error]]
console.log(Error.prototype, TypeError.prototype, [new Old("hi")]); // expect: {} [Error [TypeError]] [ [Old: hi] ]
console.log(Object.assign(Object.create(TypeError.prototype), { stack: "own stack", code: 1 })); // expect: [own stack] { code: 1 }
console.log(Object.assign(Object(""), { 0: "a" }), Object.assign(Object("xy"), { 5: 1, b: 2 })); // expect: [String: ''] { '0': 'a' } [String: 'xy'] { '5': 1, b: 2 }
