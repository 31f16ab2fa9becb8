// A site that has seen many shapes asks the lookup cache: for own, inherited, overflowing and missing properties,
// accessors, writes, and after changes of the prototypes.
const objects = [];
for (let i = 0; i < 40; i++) {
  const o = Object.create(i % 3 ? { inherited: "p" + i } : { get inherited() { return "get" + i; } });
  for (let k = 0; k < i; k++) o["before" + k] = k;
  o.own = i;
  objects.push(o);
}
const read = (o) => o.own;
const inherit = (o) => o.inherited;
const write = (o, v) => { o.own = v; };
const call = (o) => o.toString();
const missing = (o) => o.nothing;
const sum = (f) => { let text = ""; for (let round = 0; round < 3; round++) text = objects.map(f).join(); return text; };
const first = sum(read);
console.log(first === objects.map((_, i) => i).join(), sum(inherit).slice(0, 20)); // expect: true get0,p1,p2,get3,p4,p
console.log(sum(missing) === ",".repeat(39), new Set(sum(call).split(",")).size); // expect: true 1

objects.forEach((o, i) => write(o, i * 0.5));
objects.forEach((o, i) => write(o, i * 1.5));
console.log(sum(read).slice(0, 15)); // expect: 0,1.5,3,4.5,6,7
Object.freeze(objects[5]);
Object.defineProperty(objects[6], "own", { get() { return "asked"; }, set(v) { console.log("set", v); }, configurable: true });
Object.defineProperty(objects[7], "own", { value: "fixed", writable: false });
objects.forEach((o) => write(o, "w")); // expect: set w
console.log(sum(read).slice(0, 36)); // expect: w,w,w,w,w,7.5,asked,fixed,w,w,w,w,w,
delete objects[8].own;
objects[8].__proto__.own = "from below";
console.log(read(objects[8]), read(objects[9])); // expect: from below w
objects[8].__proto__.own = "changed";
console.log(read(objects[8])); // expect: changed
write(objects[8], "own again");
console.log(read(objects[8]), objects[8].__proto__.own); // expect: own again changed
Object.getPrototypeOf(objects[1]).inherited = "new";
console.log(inherit(objects[1]), inherit(objects[2]), inherit(objects[3])); // expect: new p2 get3
Object.prototype.nothing = "everything";
console.log(missing(objects[1])); // expect: everything
delete Object.prototype.nothing;
console.log(missing(objects[1])); // expect: undefined
objects[2].toString = () => "mine";
console.log(call(objects[2]), call(objects[3]), call("text"), call(1)); // expect: mine [object Object] text 1
