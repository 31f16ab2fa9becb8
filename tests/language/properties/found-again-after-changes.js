// Each question is asked with many shapes and names, so that no inline cache answers it, and again after a change.
const names = ["x", "y", "z", "w", "v"];
function ask(o, name) { return Reflect.get(o, name); }
function all(o) { return names.map((name) => ask(o, name)).join(); }
class Base {}
class Derived extends Base {}
const o = new Derived();
console.log(all(o)); // expect: ,,,,
Base.prototype.x = 1;
console.log(all(o)); // expect: 1,,,,
Derived.prototype.x = 2;
Object.prototype.y = 3;
console.log(all(o)); // expect: 2,3,,,
o.x = 4;
console.log(all(o)); // expect: 4,3,,,
delete o.x;
delete Object.prototype.y;
console.log(all(o)); // expect: 2,,,,
Object.defineProperty(Derived.prototype, "x", { get() { return this.w; }, configurable: true });
o.w = 5;
console.log(all(o)); // expect: 5,,,5,
delete Derived.prototype.x;
console.log(all(o)); // expect: 1,,,5,
Object.setPrototypeOf(Derived.prototype, { z: 6 });
console.log(all(o)); // expect: ,,6,5,
Object.setPrototypeOf(o, null);
console.log(all(o)); // expect: ,,,5,
const dictionary = { a: 1, b: 2, c: 3 };
delete dictionary.a;
console.log(all(dictionary)); // expect: ,,,,
dictionary.x = 7;
console.log(all(dictionary)); // expect: 7,,,,
delete dictionary.x;
console.log(all(dictionary)); // expect: ,,,,

// Writing: what was writable is no longer, what was in the way is gone.
function write(target, name, value) { return Reflect.set(target, name, value); }
const parent = {}, child = Object.create(parent);
const results = [write(child, "x", 1), write(child, "x", 2)];
Object.defineProperty(child, "x", { writable: false });
results.push(write(child, "x", 3), child.x);
Object.defineProperty(parent, "y", { value: 1, configurable: true });
results.push(write(child, "y", 2), child.y);
delete parent.y;
results.push(write(child, "y", 3), child.y);
Object.preventExtensions(child);
results.push(write(child, "z", 4), child.z);
Object.freeze(child);
results.push(write(child, "y", 4), child.y);
console.log(results.join()); // expect: true,true,false,2,false,1,true,3,false,,false,3
