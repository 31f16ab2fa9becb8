// Two-digit years are of the 20th century; what is out of range is invalid.
// env: TZ=UTC
console.log(new Date(99, 0), new Date(100, 0), new Date(0, 0), Date.UTC(99), Date.UTC());
console.log(new Date(8.64e15), new Date(8.64e15 + 1), new Date(2020), new Date(undefined), new Date(null));
console.log(new Date(2020, 12), new Date(2020, -1), new Date(2020, 0, 0), new Date(2020, 0, 1, 0, 0, 0, -1));
console.log(new Date(2020, 0, 1.9, 1.9), new Date(1.9), Object.is(new Date(-0.5).getTime(), 0));
console.log(new Date("2020"), new Date(new String("2020")), new Date({ valueOf: () => 5 }), new Date(true));
console.log(Date.length, Date.name, Math.abs(Date.now() - new Date()) < 1000, Number.isInteger(Date.now()));
// expect: 1999-01-01T00:00:00.000Z 0100-01-01T00:00:00.000Z 1900-01-01T00:00:00.000Z 915148800000 NaN
// expect: +275760-09-13T00:00:00.000Z Invalid Date 1970-01-01T00:00:02.020Z Invalid Date 1970-01-01T00:00:00.000Z
// expect: 2021-01-01T00:00:00.000Z 2019-12-01T00:00:00.000Z 2019-12-31T00:00:00.000Z 2019-12-31T23:59:59.999Z
// expect: 2020-01-01T01:00:00.000Z 1970-01-01T00:00:00.001Z true
// expect: 2020-01-01T00:00:00.000Z 2020-01-01T00:00:00.000Z 1970-01-01T00:00:00.005Z 1970-01-01T00:00:00.001Z
// expect: 7 Date true true
