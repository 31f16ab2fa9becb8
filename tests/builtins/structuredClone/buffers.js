const buffer = new ArrayBuffer(4);
const bytes = new Uint8Array(buffer, 1, 2), view = new DataView(buffer, 2);
bytes[1] = 7;
const copy = structuredClone({ bytes, view, buffer });
console.log(copy.bytes.buffer === copy.buffer, copy.view.buffer === copy.buffer, copy.bytes.join(), copy.view.getUint8(0), buffer.byteLength); // expect: true true 0,7 7 4
const moved = structuredClone(bytes, { transfer: [buffer] });
console.log(moved.join(), moved.byteOffset, buffer.detached, bytes.length); // expect: 0,7 1 true 0
const other = new ArrayBuffer(1);
for (const f of [() => structuredClone(buffer), () => structuredClone(0, { transfer: [other, other] }), () => structuredClone(() => {}, { transfer: [other] })]) {
  try {
    f();
  } catch (error) {
    console.log(error.name);
  }
}
// expect: DataCloneError
// expect: DataCloneError
// expect: DataCloneError
console.log(other.detached); // expect: false
