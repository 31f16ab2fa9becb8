const s = Symbol("s");
const o = { b: 1, 2: 1, [s]: 1, a: 1, 1: 1, "-1": 1, "01": 1 };
console.log(Reflect.ownKeys(o).map(String).join()); // expect: 1,2,b,a,-1,01,Symbol(s)
console.log(Reflect.ownKeys(Object.assign([7, 8], { x: 1 })).join()); // expect: 0,1,length,x
console.log(Reflect.ownKeys(Object.assign(new String("hi"), { 5: 1, x: 1 })).join()); // expect: 0,1,5,length,x
delete o.b;
o.b = 2;
console.log(Object.keys(o).join()); // expect: 1,2,a,-1,01,b
