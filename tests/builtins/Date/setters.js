// Setters convert all arguments, then use the time value as it was before.
// node: Node 20 reads the time value after the conversion
// env: TZ=Europe/Berlin
const date = new Date(2020, 0, 31, 10, 20, 30, 400);
console.log(new Date(date.setMonth(1)).toISOString());
console.log(new Date(date.setHours(25, 61, 61, 1001)).toISOString());
console.log(new Date(date.setFullYear(2024, 1, 29)).toISOString());
console.log(new Date(date.setUTCHours(0)).toISOString());
console.log(new Date(date.setDate(0)).toISOString());
console.log(new Date(date.setYear(99)).toISOString(), date.getYear());
const invalid = new Date(NaN);
console.log(invalid.setHours(1), invalid.setFullYear(2020), invalid.getTime());
console.log(new Date(2020, 0).setMilliseconds(1e300), new Date(8.64e15).setUTCSeconds(1));
const changed = new Date(0);
console.log(changed.setSeconds({ valueOf() { changed.setTime(1e12); return 1; } }));
try {
  Date.prototype.setTime.call({}, 1);
} catch (error) {
  console.log(`${error}`);
}
// expect: 2020-03-02T09:20:30.400Z
// expect: 2020-03-03T01:02:02.001Z
// expect: 2024-02-29T01:02:02.001Z
// expect: 2024-02-29T00:02:02.001Z
// expect: 2024-01-31T00:02:02.001Z
// expect: 1999-01-31T00:02:02.001Z 99
// expect: NaN 1577833200000 1577833200000
// expect: NaN NaN
// expect: 1000
// expect: TypeError: this is not a Date object.
