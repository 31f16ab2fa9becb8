const target = { a: 1 };
const result = Object.assign(target, { b: 2 }, null, "xy", { get c() { return 3; } });
console.log(result === target, JSON.stringify(target)); // expect: true {"0":"x","1":"y","a":1,"b":2,"c":3}
