// Writing process.env.TZ changes local time, as in Node. A rule may stand for a zone's name.
// node: Node knows no POSIX rules, and shows UTC
const date = new Date(Date.UTC(2020, 6, 1));
for (const zone of ["UTC", "Asia/Kolkata", "Australia/Lord_Howe", ":Europe/Dublin", "America/St_Johns", "Etc/GMT+5",
  "CET-1CEST,M3.5.0,M10.5.0/3", "<+0330>-3:30", "ABC3", "No/Such_Zone"]) {
  process.env.TZ = zone;
  console.log(zone, date.toString());
}
// expect: UTC Wed Jul 01 2020 00:00:00 GMT+0000 (Coordinated Universal Time)
// expect: Asia/Kolkata Wed Jul 01 2020 05:30:00 GMT+0530 (India Standard Time)
// expect: Australia/Lord_Howe Wed Jul 01 2020 10:30:00 GMT+1030 (Lord Howe Standard Time)
// expect: :Europe/Dublin Wed Jul 01 2020 01:00:00 GMT+0100 (Irish Standard Time)
// expect: America/St_Johns Tue Jun 30 2020 21:30:00 GMT-0230 (Newfoundland Daylight Time)
// expect: Etc/GMT+5 Tue Jun 30 2020 19:00:00 GMT-0500 (GMT-05:00)
// expect: CET-1CEST,M3.5.0,M10.5.0/3 Wed Jul 01 2020 02:00:00 GMT+0200 (GMT+02:00)
// expect: <+0330>-3:30 Wed Jul 01 2020 03:30:00 GMT+0330 (GMT+03:30)
// expect: ABC3 Tue Jun 30 2020 21:00:00 GMT-0300 (GMT-03:00)
// expect: No/Such_Zone Wed Jul 01 2020 00:00:00 GMT+0000 (Coordinated Universal Time)
