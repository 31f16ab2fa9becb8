// console.log prints dates as ISO text, with whatever has been added to them.
class Day extends Date {}
console.log(new Date(0), [new Date(1e12)], { at: new Date(NaN) });
console.log(new Day(0), Object.assign(new Date(0), { note: 1 }));
const copy = structuredClone({ at: new Day(5) });
console.log(copy, copy.at.constructor === Date, Object.prototype.toString.call(copy.at));
// expect: 1970-01-01T00:00:00.000Z [ 2001-09-09T01:46:40.000Z ] { at: Invalid Date }
// expect: Day 1970-01-01T00:00:00.000Z 1970-01-01T00:00:00.000Z { note: 1 }
// expect: { at: 1970-01-01T00:00:00.005Z } true [object Date]
