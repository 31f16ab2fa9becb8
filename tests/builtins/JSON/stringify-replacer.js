console.log(JSON.stringify({ a: 1, b: { c: 2 } }, (key, value) => (typeof value === "number" ? String(value) : value))); // expect: {"a":"1","b":{"c":"2"}}
