// Where clocks are put forward the missing hour is read with the offset before; where they are put back the hour that
// comes twice is the first one. Rules go on for ever.
// env: TZ=America/New_York
const show = (...fields) => console.log(new Date(...fields).toISOString(), new Date(...fields).getTimezoneOffset());
show(2024, 2, 10, 1, 59);
show(2024, 2, 10, 2, 30);
show(2024, 2, 10, 3, 0);
show(2024, 10, 3, 0, 59);
show(2024, 10, 3, 1, 30);
show(2024, 10, 3, 2, 0);
show(1880, 0, 1);
show(12020, 6, 1);
show(275760, 8, 12);
show(-271821, 3, 21);
console.log(new Date(Date.UTC(2024, 10, 3, 6, 30)).toTimeString());
// expect: 2024-03-10T06:59:00.000Z 300
// expect: 2024-03-10T07:30:00.000Z 240
// expect: 2024-03-10T07:00:00.000Z 240
// expect: 2024-11-03T04:59:00.000Z 240
// expect: 2024-11-03T05:30:00.000Z 240
// expect: 2024-11-03T07:00:00.000Z 300
// expect: 1880-01-01T04:56:02.000Z 296
// expect: +012020-07-01T04:00:00.000Z 240
// expect: +275760-09-12T04:00:00.000Z 240
// expect: -271821-04-21T04:56:02.000Z 296
// expect: 01:30:00 GMT-0500 (Eastern Standard Time)
