// What isn't in the standard's format is read as V8 reads it.
// env: TZ=Europe/Berlin
for (const text of ["Jan 1 2020 10:00 GMT+0100 (CET)", "2020/01/02", "1 January 2020", "Wed, 01 Jan 2020 09:00:00 GMT",
  "Wed Jan 01 2020 10:00:00 GMT+0100 (Central European Standard Time)", "1/1/2020, 10:00:00 AM", "1/2/49", "1/2/50",
  "2020-01-01 10:00", "12 Mar 2020 12:30 pm", "12 Mar 2020 12:30 am", "12 Mar 2020 13:30 pm", "Mar 2020", "5 Mar", "1",
  "10:00 1 Jan 2020 EST", "1 Jan 2020 10:00 -5", "1 Jan 2020 10:00 UTC+5:30", "foo 1 Jan 2020", "1 Jan 2020 foo", "1 Janvember 2020",
  "1 Jan 2020 10:00:00.5", "1 Jan 2020 10::30", "32 Jan 2020", "Tue Mar 01 2022 25:00", "(comment) 1 Jan 2020", ""]) {
  const time = Date.parse(text);
  console.log(text, Number.isNaN(time) ? "invalid" : new Date(time).toISOString());
}
// expect: Jan 1 2020 10:00 GMT+0100 (CET) 2020-01-01T09:00:00.000Z
// expect: 2020/01/02 2020-01-01T23:00:00.000Z
// expect: 1 January 2020 2019-12-31T23:00:00.000Z
// expect: Wed, 01 Jan 2020 09:00:00 GMT 2020-01-01T09:00:00.000Z
// expect: Wed Jan 01 2020 10:00:00 GMT+0100 (Central European Standard Time) 2020-01-01T09:00:00.000Z
// expect: 1/1/2020, 10:00:00 AM 2020-01-01T09:00:00.000Z
// expect: 1/2/49 2049-01-01T23:00:00.000Z
// expect: 1/2/50 1950-01-01T23:00:00.000Z
// expect: 2020-01-01 10:00 2020-01-01T09:00:00.000Z
// expect: 12 Mar 2020 12:30 pm 2020-03-12T11:30:00.000Z
// expect: 12 Mar 2020 12:30 am 2020-03-11T23:30:00.000Z
// expect: 12 Mar 2020 13:30 pm invalid
// expect: Mar 2020 2020-02-29T23:00:00.000Z
// expect: 5 Mar 2001-03-04T23:00:00.000Z
// expect: 1 2000-12-31T23:00:00.000Z
// expect: 10:00 1 Jan 2020 EST 2020-01-01T15:00:00.000Z
// expect: 1 Jan 2020 10:00 -5 2020-01-01T15:00:00.000Z
// expect: 1 Jan 2020 10:00 UTC+5:30 2020-01-01T04:30:00.000Z
// expect: foo 1 Jan 2020 2019-12-31T23:00:00.000Z
// expect: 1 Jan 2020 foo invalid
// expect: 1 Janvember 2020 2019-12-31T23:00:00.000Z
// expect: 1 Jan 2020 10:00:00.5 2020-01-01T09:00:00.500Z
// expect: 1 Jan 2020 10::30 2020-01-01T09:00:30.000Z
// expect: 32 Jan 2020 invalid
// expect: Tue Mar 01 2022 25:00 invalid
// expect: (comment) 1 Jan 2020 2019-12-31T23:00:00.000Z
// expect:  invalid
