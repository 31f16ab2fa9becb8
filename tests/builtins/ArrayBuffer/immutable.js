// node: newer than its library
const source = Uint8Array.of(1, 2, 3, 4).buffer;
const slice = source.sliceToImmutable(1, 3);
console.log(source.immutable, slice.immutable, new Uint8Array(slice)); // expect: false true Uint8Array(2) [ 2, 3 ]
const fixed = source.transferToImmutable();
console.log(source.detached, fixed.immutable, fixed.byteLength, fixed.resizable); // expect: true true 4 false
const bytes = new Uint8Array(fixed), view = new DataView(fixed);
bytes[0] = 9;
console.log(bytes[0], view.getUint8(3), Object.getOwnPropertyDescriptor(bytes, 0)); // expect: 1 4 { value: 1, writable: false, enumerable: true, configurable: false }
const tries = {
  strict() { "use strict"; bytes[0] = 9; },
  defined: () => Object.defineProperty(bytes, 0, { value: 9 }),
  fill: () => bytes.fill(0),
  set: () => bytes.set([]),
  sort: () => bytes.sort(),
  copyWithin: () => bytes.copyWithin(0, 1),
  hex: () => bytes.setFromHex("00"),
  view: () => view.setUint8(0, 9),
  atomic: () => Atomics.store(bytes, 0, 9),
  transfer: () => fixed.transfer(),
  clone: () => structuredClone(fixed, { transfer: [fixed] }),
};
for (const name in tries) try { tries[name](); console.log(name); } catch (error) { console.log(name, error.name); }
// expect: strict TypeError
// expect: defined TypeError
// expect: fill TypeError
// expect: set TypeError
// expect: sort TypeError
// expect: copyWithin TypeError
// expect: hex TypeError
// expect: view TypeError
// expect: atomic TypeError
// expect: transfer TypeError
// expect: clone DataCloneError
console.log(Reflect.set(bytes, 0, 1), Reflect.set(bytes, 7, 1), Reflect.set(bytes, "-0", 1, {}), Reflect.defineProperty(bytes, 0, { value: 1 })); // expect: false false false true
console.log(bytes.toSorted((a, b) => b - a), bytes.with(0, 7), bytes.map((x) => x * 2)); // expect: Uint8Array(4) [ 4, 3, 2, 1 ] Uint8Array(4) [ 7, 2, 3, 4 ] Uint8Array(4) [ 2, 4, 6, 8 ]
console.log(Object.isFrozen(Object.freeze(bytes)), Object.isFrozen(new Uint8Array(fixed))); // expect: true false
console.log(structuredClone(fixed).immutable, bytes.subarray(1).buffer === fixed); // expect: true true
try { source.sliceToImmutable(0); } catch (error) { console.log(error.name); } // expect: TypeError
const growing = new ArrayBuffer(2, { maxByteLength: 8 });
console.log(growing.transferToImmutable(4).byteLength, growing.detached); // expect: 4 true
const shrinking = new ArrayBuffer(8, { maxByteLength: 8 });
try { shrinking.sliceToImmutable(0, { valueOf: () => (shrinking.resize(4), 6) }); } catch (error) { console.log(error.name); } // expect: RangeError
