const encoder = new TextEncoder();
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16)).join(" ");
for (const text of ["", "abc", "é", "aé€😀", "\ud800", "x\udc00y", "\ud83d\ude00", "é".repeat(3), undefined, 12])
  console.log(hex(encoder.encode(text)));
// expect: 
// expect: 61 62 63
// expect: c3 a9
// expect: 61 c3 a9 e2 82 ac f0 9f 98 80
// expect: ef bf bd
// expect: 78 ef bf bd 79
// expect: f0 9f 98 80
// expect: c3 a9 c3 a9 c3 a9
// expect: 
// expect: 31 32
const big = "a€".repeat(100000);
console.log(encoder.encode(big).length, encoder.encode(big).buffer.byteLength, new TextDecoder().decode(encoder.encode(big)) === big, encoder.encoding); // expect: 400000 400000 true utf-8
for (const [text, size] of [["aé€😀", 4], ["aé€😀", 10], ["aé€😀", 9], ["€", 2], ["\ud83dx", 4], ["abc", 0], ["abc", 2]]) {
  const target = new Uint8Array(size);
  console.log(JSON.stringify(encoder.encodeInto(text, target)), hex(target));
}
// expect: {"read":2,"written":3} 61 c3 a9 0
// expect: {"read":5,"written":10} 61 c3 a9 e2 82 ac f0 9f 98 80
// expect: {"read":3,"written":6} 61 c3 a9 e2 82 ac 0 0 0
// expect: {"read":0,"written":0} 0 0
// expect: {"read":2,"written":4} ef bf bd 78
// expect: {"read":0,"written":0} 
// expect: {"read":2,"written":2} 61 62
const whole = new Uint8Array(6);
encoder.encodeInto("xy", whole.subarray(2, 4));
console.log(hex(whole)); // expect: 0 0 78 79 0 0
for (const run of [() => encoder.encodeInto("a"), () => encoder.encodeInto("a", new Int8Array(1)), () => encoder.encodeInto("a", new ArrayBuffer(1)), () => encoder.encode(Symbol()), () => TextEncoder(), () => TextEncoder.prototype.encode.call({})])
  try { run(); } catch (error) { console.log(error.name, error.code); }
// expect: TypeError ERR_MISSING_ARGS
// expect: TypeError ERR_INVALID_ARG_TYPE
// expect: TypeError ERR_INVALID_ARG_TYPE
// expect: TypeError undefined
// expect: TypeError undefined
// expect: TypeError undefined
console.log(Object.prototype.toString.call(encoder), Object.keys(TextEncoder.prototype).join()); // expect: [object TextEncoder] encoding,encode,encodeInto

// As much as there is room for, at every boundary: Latin-1 and wide text, the short and the long way.
const fits = (text) => {
  const all = new TextEncoder().encode(text);
  for (let size = 0; size <= all.length + 2; size++) {
    const room = new Uint8Array(size).fill(0xaa), { read, written } = new TextEncoder().encodeInto(text, room);
    const whole = new TextEncoder().encode(text.slice(0, read));
    const next = text.codePointAt(read) === undefined ? 9 : new TextEncoder().encode(String.fromCodePoint(text.codePointAt(read))).length;
    if (whole.length !== written || whole.some((byte, i) => byte !== room[i]) || written + next <= size && read < text.length) return size;
    if (room.subarray(written).some((byte) => byte !== 0xaa)) return -size;
  }
  return "all";
};
console.log(fits("plain text of more than a few words, which is ASCII")); // expect: all
console.log(fits("hélloéé, wörld; ÿ and then twenty more characters é")); // expect: all
console.log(fits("aé€😀 and some more, \ud800 lone, \udc00 and 😀😀 pairs; ten more €")); // expect: all
console.log(fits("€")); // expect: all
