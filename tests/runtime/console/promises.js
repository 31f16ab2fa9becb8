const pending = new Promise(() => {});
const rejected = Promise.reject(new Error("x"));
rejected.catch(() => {});
console.log(pending, Promise.resolve({ a: 1 }), Promise.reject(5).catch(() => {}) instanceof Promise); // expect: Promise { <pending> } Promise { { a: 1 } } true
class Task extends Promise {}
console.log(Task.resolve(1)); // expect: Task [Promise] { 1 }
