const array = new Uint8Array(3);
const length = (a) => a.length;
for (let i = 0; i < 5; i++) length(array);
console.log(length(array), length(new Float64Array(2))); // expect: 3 2
Object.defineProperty(array, "length", { value: "own" });
console.log(length(array), length(new Uint8Array(1))); // expect: own 1
class Bytes extends Uint8Array {
  get length() {
    return "derived";
  }
}
console.log(length(new Bytes(4))); // expect: derived
const prototype = Object.getPrototypeOf(Uint8Array.prototype);
Object.defineProperty(prototype, "length", { get: () => "patched" });
console.log(length(new Uint8Array(1)), array.fill(1).name); // expect: patched undefined
