const array = new Uint8Array([1, 2]);
array.name = "x";
array[5] = 1;
array["-0"] = 1;
array["1.5"] = 1;
array["01"] = "ordinary";
console.log(Object.keys(array).join()); // expect: 0,1,name,01
console.log(array[5], array[-1], array["1.5"], array["01"], 1 in array, 2 in array, "-0" in array); // expect: undefined undefined undefined ordinary true false false
console.log(delete array[2], Reflect.deleteProperty(array, "0"), Reflect.set(array, 9, 1)); // expect: true false true
Object.prototype[7] = "inherited";
console.log(array[7]); // expect: undefined
const heir = Object.create(array);
heir[0] = 9;
heir[3] = 9;
console.log(array[0], Object.keys(heir).join()); // expect: 1 0
console.log(Reflect.defineProperty(array, 0, { value: 8 }), array[0], Reflect.defineProperty(array, 0, { writable: false })); // expect: true 8 false
for (const f of [() => Object.freeze(array), () => Object.preventExtensions(new Uint8Array(new ArrayBuffer(1, { maxByteLength: 2 })))]) {
  try {
    f();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: TypeError
// expect: TypeError
console.log(Object.isFrozen(Object.freeze(new Uint8Array(0)))); // expect: true
