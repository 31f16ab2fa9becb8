// Copies of objects of one shape, again and again: into {} and into objects with room, with boxes, overflow, setters
// in the prototypes, and after changes of them.
const make = (i) => ({ a: i, b: i + 0.5, c: "c" + i, d: { i } });
const results = new Set();
for (let i = 0; i < 50; i++) {
  const from = make(i), assigned = Object.assign({}, from), spread = { ...from }, more = { ...from, e: 1, a: -1 };
  from.a = from.b = "changed";
  results.add([assigned.a === i, assigned.b === i + 0.5, spread.b === i + 0.5, spread.d === from.d, more.a, more.e,
    Object.keys(assigned), Object.keys(spread), Object.keys(more)].join());
  spread.b += 1;
  if (assigned.b !== i + 0.5) throw new Error("shared");
}
console.log([...results]); // expect: [ 'true,true,true,true,-1,1,a,b,c,d,a,b,c,d,a,b,c,d,e' ]

const wide = {};
for (let i = 0; i < 30; i++) wide["k" + i] = i * 1.25;
for (let i = 0; i < 5; i++) {
  const copy = { ...wide }, assigned = Object.assign({}, wide);
  if (JSON.stringify(copy) !== JSON.stringify(wide) || JSON.stringify(assigned) !== JSON.stringify(wide)) throw new Error("wide");
}

// A setter below, made later, is called by assign and not by spread.
const assign = () => Object.assign({}, { late: 1 });
console.log(assign().late, assign().late); // expect: 1 1
let told = 0;
Object.defineProperty(Object.prototype, "late", { set(v) { told += v; }, configurable: true });
console.log(Object.keys(assign()), told, Object.keys({ ...{ late: 2 } }), told); // expect: [] 1 [ 'late' ] 1
delete Object.prototype.late;
console.log(Object.keys(assign()), told); // expect: [ 'late' ] 1
class Point { constructor(x, y) { this.x = x; this.y = y; } set z(v) { console.log("z", v); } }
for (let i = 0; i < 3; i++) Object.assign(Object.create(Point.prototype), { x: 1, z: i });
// expect: z 0
// expect: z 1
// expect: z 2
const point = new Point(1, 2);
for (let i = 0; i < 3; i++) console.log(Object.assign({}, point), { ...point } instanceof Point);
// expect: { x: 1, y: 2 } false
// expect: { x: 1, y: 2 } false
// expect: { x: 1, y: 2 } false
const frozen = Object.freeze({});
for (let i = 0; i < 2; i++) try { Object.assign(frozen, { x: 1 }); } catch (error) { console.log(error.name); }
// expect: TypeError
// expect: TypeError
const hidden = Object.defineProperty({ x: 1 }, "y", { value: 2 });
console.log({ ...hidden }, Object.assign({}, hidden), { ...{ [Symbol.for("s")]: 1, t: 2 } }); // expect: { x: 1 } { x: 1 } { t: 2, [Symbol(s)]: 1 }
