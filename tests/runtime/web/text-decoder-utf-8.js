const show = (text) => JSON.stringify(text).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
// One replacement character for each longest beginning of a sequence.
for (const bytes of [
  [0x41, 0xc3], [0xe2, 0x82, 0x41], [0xf0, 0x9f, 0x98], [0xf0, 0x9f, 0x41], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80], [0xe0, 0x9f, 0xbf],
  [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 0x41], [0xef, 0xbb], [0x80, 0xbf], [0xf0, 0x80, 0x41],
]) {
  const array = Uint8Array.from(bytes), whole = new TextDecoder().decode(array), decoder = new TextDecoder("utf8");
  let parts = "", refused = false;
  for (const byte of bytes) parts += decoder.decode(Uint8Array.of(byte), { stream: true });
  parts += decoder.decode();
  try { new TextDecoder("utf-8", { fatal: true }).decode(array); } catch (error) { refused = error.code; }
  console.log(show(whole), parts === whole, refused);
}
// expect: "A\ufffd" true ERR_ENCODING_INVALID_ENCODED_DATA
// expect: "\ufffdA" true ERR_ENCODING_INVALID_ENCODED_DATA
// expect: "\ufffd" true ERR_ENCODING_INVALID_ENCODED_DATA
// expect: "\ufffdA" true ERR_ENCODING_INVALID_ENCODED_DATA
// expect: "\ufffd\ufffd" true ERR_ENCODING_INVALID_ENCODED_DATA
// expect: "\ufffd\ufffd\ufffd" true ERR_ENCODING_INVALID_ENCODED_DATA
// expect: "\ufffd\ufffd\ufffd\ufffd" true ERR_ENCODING_INVALID_ENCODED_DATA
// expect: "\ufffd\ufffd" true ERR_ENCODING_INVALID_ENCODED_DATA
// expect: "\ufffd\ufffd\ufffd" true ERR_ENCODING_INVALID_ENCODED_DATA
// expect: "\ufeffA" true false
// expect: "\ufffd" true ERR_ENCODING_INVALID_ENCODED_DATA
// expect: "\ufffd\ufffd" true ERR_ENCODING_INVALID_ENCODED_DATA
// expect: "\ufffd\ufffdA" true ERR_ENCODING_INVALID_ENCODED_DATA
const kept = new TextDecoder("utf-8", { ignoreBOM: true });
console.log(show(kept.decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))), kept.ignoreBOM, kept.fatal, kept.encoding); // expect: "\ufeffA" true false utf-8
const reused = new TextDecoder();
reused.decode(Uint8Array.of(0xe2, 0x82), { stream: true });
console.log(show(reused.decode(Uint8Array.of(0xac))), show(reused.decode(Uint8Array.of(0x41)))); // expect: "\u20ac" "A"
const shared = new SharedArrayBuffer(2);
new Uint8Array(shared).set([0x68, 0x69]);
console.log(reused.decode(shared), reused.decode(new DataView(shared, 1)), show(reused.decode()), reused.decode(new Uint16Array([0x4141]))); // expect: hi i "" AA
for (const run of [() => new TextDecoder("nope"), () => new TextDecoder("replacement"), () => new TextDecoder("utf-8\0"), () => new TextDecoder("utf-8", 1), () => reused.decode("text"), () => reused.decode({}), () => TextDecoder(), () => TextDecoder.prototype.decode.call({})])
  try { run(); } catch (error) { console.log(error.name, error.code, error.message); }
// expect: RangeError ERR_ENCODING_NOT_SUPPORTED The "nope" encoding is not supported
// expect: RangeError ERR_ENCODING_NOT_SUPPORTED The "replacement" encoding is not supported
// expect: RangeError ERR_ENCODING_NOT_SUPPORTED The "utf-8" encoding is not supported
// expect: TypeError ERR_INVALID_ARG_TYPE The options must be an object
// expect: TypeError ERR_INVALID_ARG_TYPE The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView. Received type string ('text')
// expect: TypeError ERR_INVALID_ARG_TYPE The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView. Received an instance of Object
// expect: TypeError undefined Class constructor TextDecoder cannot be invoked without 'new'
// expect: TypeError undefined Method TextDecoder called on incompatible receiver #<Object>
// node: other texts
