// A site that reads a private name sees objects of many shapes, which get and lose properties meanwhile.
class Box {
  #value = 0;
  #half = 0.5;
  static #made = 0;
  constructor() {
    Box.#made++;
  }
  static has = (o) => #value in o;
  static made = () => Box.#made;
  add(n) {
    this.#value += n;
    this.#half += 0.25;
    return this;
  }
  #secret() {
    return this.#value;
  }
  get #both() {
    return this.#value + this.#half;
  }
  set #both(n) {
    this.#value = n;
  }
  read() {
    return [this.#secret(), this.#both, this.#half].join();
  }
  replace(n) {
    this.#both = n;
    return this;
  }
  overwrite() {
    this.#secret = 1;
  }
}

const boxes = [];
for (let i = 0; i < 40; i++) {
  const box = new Box();
  box["p" + (i % 7)] = i;
  if (i % 3 === 0) delete box["p" + (i % 7)];
  if (i % 5 === 0) Object.freeze(box);
  boxes.push(box);
}
for (let round = 0; round < 3; round++) for (const box of boxes) box.add(2);
console.log(new Set(boxes.map((box) => box.read())).size, boxes[0].read(), Box.made()); // expect: 1 6,7.25,1.25 40
boxes[1].add("text").replace({ toString: () => "object" });
console.log(boxes[1].read(), boxes[2].read()); // expect: object,object1.5,1.5 6,7.25,1.25

const outside = [{}, [], () => 1, new Proxy(boxes[0], {}), Object.create(boxes[0])];
console.log(outside.map(Box.has).join(), boxes.every(Box.has)); // expect: false,false,false,false,false true
for (const o of outside)
  try {
    console.log(Box.prototype.read.call(o));
  } catch (error) {
    console.log(error.constructor.name);
  }
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
try {
  boxes[0].overwrite();
} catch (error) {
  console.log(error.message); // expect: Private method '#secret' is not writable
}

// Another evaluation of the class has other names.
const make = () =>
  class {
    #x = 1;
    static read = (o) => o.#x;
  };
const [A, B] = [make(), make()];
const a = new A();
for (let i = 0; i < 3; i++) {
  console.log(A.read(a));
  try {
    B.read(a);
  } catch (error) {
    console.log(error.constructor.name);
  }
}
// expect: 1
// expect: TypeError
// expect: 1
// expect: TypeError
// expect: 1
// expect: TypeError
