// for-of and destructuring over arrays make no iterator that nobody can see; where somebody can, it
// must be there.
const log = [];
const array = [1, 2, 3];
for (const x of array) {
  log.push(x);
  if (x === 1) array.push(4);
}
console.log(log.join()); // expect: 1,2,3,4
const holes = [1, , 3];
console.log([...(function () { const out = []; for (const x of holes) out.push(x); return out; })()].join("|")); // expect: 1||3
const shrinking = [1, 2, 3, 4];
let seen = 0;
for (const x of shrinking) {
  seen++;
  shrinking.length = 2;
}
console.log(seen); // expect: 2
// an element that is a getter, and one that throws
const odd = [1, 2];
Object.defineProperty(odd, 1, { get() { throw new Error("no"); } });
try {
  for (const x of odd) seen = x;
} catch (e) {
  console.log(seen, e.message); // expect: 1 no
}
const [first, , third = "default", ...rest] = [1, 2, undefined, 4, 5];
console.log(first, third, rest.join()); // expect: 1 default 4,5
let a = 1, b = 2;
[a, b] = [b, a];
console.log(a, b); // expect: 2 1
// inside of a generator, suspended in the middle of a walk
function* each(values) {
  for (const value of values) yield value;
}
console.log([...each([1, 2, 3])].join()); // expect: 1,2,3
function* delegate() {
  yield* [1, 2];
}
const d = delegate();
console.log(d.next().value, d.return(7).value, d.next().done); // expect: 1 7 true
// a return method given to array iterators is called when a loop is left
const prototype = Object.getPrototypeOf([][Symbol.iterator]());
prototype.return = function () {
  console.log("closed", Object.prototype.toString.call(this), this.next().value);
  return {};
};
for (const x of [1, 2, 3]) break; // expect: closed [object Array Iterator] 2
const [only] = ["x", "y"]; // expect: closed [object Array Iterator] y
try {
  for (const x of [1]) throw new Error("left"); // expect: closed [object Array Iterator] undefined
} catch (e) {
  console.log(e.message); // expect: left
}
delete prototype.return;
Object.prototype.return = () => {
  console.log("far");
  return {};
};
for (const x of [1, 2]) break; // expect: far
delete Object.prototype.return;
for (const x of [1, 2]) break;
// a next that is replaced counts from the next loop on
const next = prototype.next;
let calls = 0;
for (const x of [1, 2]) {
  prototype.next = function () {
    calls++;
    return next.call(this);
  };
}
console.log(calls); // expect: 0
for (const x of [1, 2]);
console.log(calls); // expect: 3
prototype.next = next;
// so does an array's own or inherited @@iterator
const own = [1];
own[Symbol.iterator] = function* () {
  yield "own";
};
for (const x of own) console.log(x); // expect: own
const values = Array.prototype[Symbol.iterator];
Array.prototype[Symbol.iterator] = function* () {
  yield "all";
};
for (const x of [1, 2]) console.log(x); // expect: all
Array.prototype[Symbol.iterator] = values;
for (const x of [1]) console.log(x); // expect: 1
class Sub extends Array {
  *[Symbol.iterator]() {
    yield "sub";
  }
}
for (const x of Sub.of(1)) console.log(x); // expect: sub
