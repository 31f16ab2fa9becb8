import { Buffer } from "node:buffer";
console.log(Buffer.from("héllo"), Buffer.from("héllo").toString("hex"), Buffer.from("aGk=", "base64").toString(), Buffer.alloc(3, "ab"));
console.log(Buffer.concat([Buffer.from("a"), Buffer.from("b")]).toString(), Buffer.byteLength("é"), Buffer.from([1, 2, 300]), Buffer.isBuffer(Buffer.alloc(1)), Buffer.isBuffer(new Uint8Array(1)));
console.log(Buffer.from("abcabc").indexOf("ca"), Buffer.from("abcabc").lastIndexOf("bc"), Buffer.from("abc").includes("d"), JSON.stringify(Buffer.from("x")), Buffer.from("xyz").slice(1).toString());
console.log(Buffer.from("ab").equals(Buffer.from("ab")), Buffer.compare(Buffer.from("a"), Buffer.from("b")), `${Buffer.from("61", "hex")}`, Buffer.from("hi?>").toString("base64url"), Buffer.from("€", "utf16le"));
const b = Buffer.alloc(16);
b.writeInt32BE(-5, 0); b.writeDoubleLE(1.5, 4); b.writeUInt16LE(0xabcd, 12);
console.log(b, b.readInt32BE(0), b.readDoubleLE(4), b.readUint16LE(12), b.write("é!", 14, "latin1"), b.at(14));
try { b.readInt32LE(14); } catch (error) { console.log(error.name, error.code); }
try { Buffer.from(5); } catch (error) { console.log(error.code); }
console.log(Buffer.from("a".repeat(60)).subarray(0, 52));
// expect: <Buffer 68 c3 a9 6c 6c 6f> 68c3a96c6c6f hi <Buffer 61 62 61>
// expect: ab 2 <Buffer 01 02 2c> true false
// expect: 2 4 false {"type":"Buffer","data":[120]} yz
// expect: true -1 a aGk_Pg <Buffer ac 20>
// expect: <Buffer ff ff ff fb 00 00 00 00 00 00 f8 3f cd ab e9 21> -5 1.5 43981 2 233
// expect: RangeError ERR_OUT_OF_RANGE
// expect: ERR_INVALID_ARG_TYPE
// expect: <Buffer 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 ... 2 more bytes>
console.log([[0xed, 0xa0, 0x80, 0x41], [0xed, 0xa0], [0xed], [0xed, 0xed, 0xb0, 0x80], [0xed, 0x9f, 0xbf]].map((bytes) => Buffer.from(bytes).toString().length)); // expect: [ 4, 2, 1, 4, 1 ]
