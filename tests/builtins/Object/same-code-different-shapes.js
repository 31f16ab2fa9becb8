const read = (o) => o.x;
const shapes = [{ x: 1 }, { a: 0, x: 2 }, { get x() { return 3; } }, Object.create({ x: 4 }), [5], "s", new Proxy({}, { get: () => 6 })];
shapes[4].x = 5;
for (let round = 0; round < 3; round++) console.log(shapes.map(read).join());
// expect: 1,2,3,4,5,,6
// expect: 1,2,3,4,5,,6
// expect: 1,2,3,4,5,,6
