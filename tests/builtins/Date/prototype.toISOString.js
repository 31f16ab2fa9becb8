// Years outside of 0 to 9999 have a sign and six digits; an invalid Date throws.
for (const time of [0, -1, 1e12, 8.64e15, -8.64e15, Date.UTC(9999, 11, 31), Date.UTC(10000, 0), Date.UTC(-1, 0)])
  console.log(new Date(time).toISOString());
try {
  new Date(NaN).toISOString();
} catch (error) {
  console.log(`${error}`);
}
console.log(new Date(NaN).toJSON(), JSON.stringify([new Date(5)]));
// expect: 1970-01-01T00:00:00.000Z
// expect: 1969-12-31T23:59:59.999Z
// expect: 2001-09-09T01:46:40.000Z
// expect: +275760-09-13T00:00:00.000Z
// expect: -271821-04-20T00:00:00.000Z
// expect: 9999-12-31T00:00:00.000Z
// expect: +010000-01-01T00:00:00.000Z
// expect: -000001-01-01T00:00:00.000Z
// expect: RangeError: Invalid time value
// expect: null ["1970-01-01T00:00:00.005Z"]
