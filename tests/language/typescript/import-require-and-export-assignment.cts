import values = require("./fixtures/common.cts");
console.log(values.a, values.b()); // expect: 1 2
