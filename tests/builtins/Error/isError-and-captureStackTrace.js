console.log(Error.isError(new TypeError()), Error.isError({ __proto__: Error.prototype })); // expect: true false
const o = {};
Error.captureStackTrace(o);
console.log(typeof o.stack); // expect: string
