// console.log of events, targets, signals.
const event = new Event("x");
console.log(require("util").inspect(event).replace(/timeStamp: [\d.]+/, "timeStamp: N"));
// expect: Event {
// expect:   type: 'x',
// expect:   defaultPrevented: false,
// expect:   cancelable: false,
// expect:   timeStamp: N
// expect: }
console.log(new EventTarget(), new (class Mine extends EventTarget {})()); // expect: EventTarget {} Mine {}
console.log(AbortSignal.abort(), new AbortController());
// expect: AbortSignal { aborted: true } AbortController { signal: AbortSignal { aborted: false } }
console.log({ a: { b: { c: event } } }); // expect: { a: { b: { c: [Event] } } }
console.log(Event.prototype[Symbol.toStringTag]); // expect: Event
