// Text for people is that of en-US.
// env: TZ=America/New_York
for (const date of [new Date(2020, 0, 1), new Date(2020, 11, 31, 12, 5, 9), new Date(2020, 6, 4, 23, 59, 59), new Date(-1, 0, 1), new Date(12020, 0, 1)])
  console.log([date.toLocaleString(), date.toLocaleDateString(), date.toLocaleTimeString()]);
console.log(new Date(NaN).toLocaleString());
// expect: [ '1/1/2020, 12:00:00 AM', '1/1/2020', '12:00:00 AM' ]
// expect: [ '12/31/2020, 12:05:09 PM', '12/31/2020', '12:05:09 PM' ]
// expect: [ '7/4/2020, 11:59:59 PM', '7/4/2020', '11:59:59 PM' ]
// expect: [ '1/1/2, 12:00:00 AM', '1/1/2', '12:00:00 AM' ]
// expect: [ '1/1/12020, 12:00:00 AM', '1/1/12020', '12:00:00 AM' ]
// expect: Invalid Date
