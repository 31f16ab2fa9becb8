// A Date becomes a string for +, and a number for every other operator.
// node: the hint is not quoted there
// env: TZ=UTC
const date = new Date(1e12);
console.log(date + 1);
console.log(date - 1, +date, date < new Date(2e12), `${date}`);
console.log(date[Symbol.toPrimitive]("number"), date[Symbol.toPrimitive]("default"));
try {
  date[Symbol.toPrimitive]("other");
} catch (error) {
  console.log(`${error}`);
}
class Later extends Date {
  valueOf() { return super.valueOf() + 1; }
}
console.log(+new Later(5), new Later(5).getTime(), new Date(new Later(5)).getTime());
Date.prototype.valueOf = () => 7;
console.log(+date, new Date(date).getTime());
Date.prototype.toString = () => ({});
console.log(date + "");
// expect: Sun Sep 09 2001 01:46:40 GMT+0000 (Coordinated Universal Time)1
// expect: 999999999999 1000000000000 true Sun Sep 09 2001 01:46:40 GMT+0000 (Coordinated Universal Time)
// expect: 1000000000000 Sun Sep 09 2001 01:46:40 GMT+0000 (Coordinated Universal Time)
// expect: TypeError: Invalid hint: "other"
// expect: 6 5 5
// expect: 7 1000000000000
// expect: 7
