const view = new DataView(new ArrayBuffer(16), 1);
view.setInt16(0, 0x0102);
view.setInt16(2, 0x0102, true);
console.log(view.getUint8(0), view.getUint8(1), view.getUint8(2), view.getUint8(3)); // expect: 1 2 2 1
view.setFloat64(1, Math.PI);
view.setBigUint64(0, view.getBigUint64(1));
console.log(view.getFloat64(0), view.getFloat32(0).toFixed(4)); // expect: 3.141592653589793 2.1427
view.setFloat16(0, 1.5, true);
console.log(view.getFloat16(0, true), view.getUint16(0, true).toString(16)); // expect: 1.5 3e00
console.log(view.byteLength, view.byteOffset); // expect: 15 1
try {
  view.getInt32(12);
} catch (error) {
  console.log(error.name, error.message); // expect: RangeError Offset is outside the bounds of the DataView
}
