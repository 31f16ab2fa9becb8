const e = new Error("m", { cause: 0 });
console.log(Object.keys(e).length, Object.hasOwn(e, "cause"), Object.hasOwn(new Error(), "message"), String(e), Error("called") instanceof Error); // expect: 0 true false Error: m true
console.log(Error.prototype.toString.call({ name: "N", message: "" }), Error.prototype.toString.call({ name: "", message: "m" })); // expect: N m
