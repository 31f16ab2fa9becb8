// node: Node 20 has no such class
// QuotaExceededError (https://webidl.spec.whatwg.org/#quotaexceedederror): a DOMException with what was allowed and asked for.
const plain = new QuotaExceededError();
console.log(plain.name, plain.code, plain.message === "", plain.quota, plain.requested); // expect: QuotaExceededError 22 true null null
console.log(plain instanceof DOMException, plain instanceof Error, Object.prototype.toString.call(plain)); // expect: true true [object QuotaExceededError]
console.log(QuotaExceededError.length, Object.getPrototypeOf(QuotaExceededError) === DOMException); // expect: 0 true
console.log(Object.keys(QuotaExceededError.prototype).join()); // expect: quota,requested

const full = new QuotaExceededError("full", { quota: "10", requested: 12.5 });
console.log(full.message, full.quota, full.requested, `${full}`); // expect: full 10 12.5 QuotaExceededError: full
console.log(new QuotaExceededError("", { quota: 0 }).quota, new QuotaExceededError("", { requested: 0 }).requested); // expect: 0 0
console.log(new QuotaExceededError("", null).quota); // expect: null

// The stack begins where the error was made.
function place() { return new QuotaExceededError("here"); }
console.log(place().stack.split("\n")[1].trim().startsWith("at place")); // expect: true
console.log(new DOMException("here").stack.includes("dom_exception")); // expect: false

const attempt = (fn) => { try { fn(); console.log("no error"); } catch (error) { console.log(error.name + ": " + error.message); } };
attempt(() => new QuotaExceededError("", { quota: -1 })); // expect: RangeError: options.quota must not be negative
attempt(() => new QuotaExceededError("", { requested: -0.5 })); // expect: RangeError: options.requested must not be negative
attempt(() => new QuotaExceededError("", { quota: 2, requested: 1 })); // expect: RangeError: options.requested must not be less than options.quota
attempt(() => new QuotaExceededError("", { quota: NaN })); // expect: TypeError: options.quota must be a finite number
attempt(() => new QuotaExceededError("", { quota: Infinity })); // expect: TypeError: options.quota must be a finite number
attempt(() => new QuotaExceededError("", { quota: 1n })); // expect: TypeError: Cannot convert a BigInt value to a number
attempt(() => new QuotaExceededError("", 1)); // expect: TypeError: options must be an object
attempt(() => QuotaExceededError("")); // expect: TypeError: Class constructor QuotaExceededError cannot be invoked without 'new'
attempt(() => QuotaExceededError.prototype.quota); // expect: TypeError: Cannot read private member #quota from an object whose class did not declare it

// Copies keep class, limits and stack.
const copy = structuredClone(full);
console.log(copy.constructor === QuotaExceededError, copy.message, copy.quota, copy.requested, copy.stack === full.stack); // expect: true full 10 12.5 true
console.log(structuredClone(plain).quota, structuredClone(new DOMException("m", "DataError")).constructor === DOMException); // expect: null true

// What the platform throws.
try {
  crypto.getRandomValues(new Uint8Array(65537));
} catch (error) {
  console.log(error.constructor === QuotaExceededError, error.quota, error.requested, error.code); // expect: true null null 22
}
// The old way of making one still has its code; the constants stand in the order of their values.
console.log(new DOMException("", "QuotaExceededError").code, Object.values(DOMException).join()); // expect: 22 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25
