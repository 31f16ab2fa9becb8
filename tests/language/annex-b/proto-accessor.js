const o = {};
o.__proto__ = { x: 1 };
console.log(o.x, Object.keys(o).length, o.__proto__.x); // expect: 1 0 1
o.__proto__ = null;
console.log(o.__proto__); // expect: undefined
