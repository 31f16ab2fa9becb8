// The zone's name follows the offset: standard time, or daylight saving.
// node: Node takes the name from an equivalent year, and so may call 1850 summer time
// env: TZ=Europe/Berlin
console.log(String(new Date(2020, 0, 1, 10)));
console.log(new Date(2020, 6, 1, 10).toString());
console.log(new Date(2020, 6, 1, 10).toDateString());
console.log(new Date(2020, 6, 1, 10).toTimeString());
console.log(new Date(2020, 6, 1, 10).toUTCString());
console.log(new Date(1850, 6, 1).toString());
console.log(new Date(-1, 0).toString());
console.log(String(new Date(NaN)));
console.log(typeof Date(), Date().length);
// expect: Wed Jan 01 2020 10:00:00 GMT+0100 (Central European Standard Time)
// expect: Wed Jul 01 2020 10:00:00 GMT+0200 (Central European Summer Time)
// expect: Wed Jul 01 2020
// expect: 10:00:00 GMT+0200 (Central European Summer Time)
// expect: Wed, 01 Jul 2020 08:00:00 GMT
// expect: Mon Jul 01 1850 00:00:00 GMT+0053 (Central European Standard Time)
// expect: Fri Jan 01 -0001 00:00:00 GMT+0053 (Central European Standard Time)
// expect: Invalid Date
// expect: string 66
