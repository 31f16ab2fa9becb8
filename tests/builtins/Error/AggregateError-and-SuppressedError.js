const a = new AggregateError([1, new Error("two")], "several");
console.log(a.errors.length, a.message, a instanceof Error); // expect: 2 several true
const s = new SuppressedError("new", "old", "both");
console.log(s.error, s.suppressed, s.message, s.name); // expect: new old both SuppressedError
