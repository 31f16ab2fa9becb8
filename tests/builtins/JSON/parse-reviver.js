const log = [];
const result = JSON.parse('{"a":1,"b":{"c":2},"d":[3]}', function (key, value) {
  log.push(key);
  return typeof value === "number" ? value * 10 : key === "d" ? undefined : value;
});
console.log(JSON.stringify(result), log.join()); // expect: {"a":10,"b":{"c":20}} a,c,b,0,d,
