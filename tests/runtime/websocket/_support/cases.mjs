// What a peer does, and what an endpoint that echoes messages must answer: the cases of the Autobahn test suite, by its
// numbers. An answer is "t:TEXT", "b:HEX", "pong:TEXT", "close:CODE"; long ones are shortened.
import { BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, bytesOf, close, concat, frame } from "./frames.mjs";

export const MESSAGE_MAX = 1 << 20;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const hex = (data) => [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const short = (text) => (text.length > 60 ? `${text.length} ${text.slice(0, 8)}…${text.slice(-8)}` : text);

/** A frame that came, as a word. */
export function wordOf({ opcode, data, fin, rsv }) {
  if (!fin || rsv) return `odd frame ${fin} ${rsv} ${opcode}`;
  if (opcode === TEXT) return `t:${short(decoder.decode(data))}`;
  if (opcode === BINARY) return `b:${short(hex(data))}`;
  if (opcode === PONG) return `pong:${short(hex(data))}`;
  if (opcode === CLOSE) return data.length < 2 ? `close:${data.length ? "broken" : ""}` : `close:${(data[0] << 8) | data[1]}`;
  return `opcode ${opcode}`;
}
const text = (value) => `t:${short(value)}`;
const binary = (value) => `b:${short(hex(bytesOf(value)))}`;
const pong = (value) => `pong:${short(hex(bytesOf(value)))}`;

const cases = [];
/** options: chop: how many bytes leave at a time. Where no close is expected the peer closes with 1000. */
function add(name, frames, expected, options = {}) {
  cases.push({ name, frames: [].concat(frames), expected: [].concat(expected), ...options });
}
const star = "*".repeat.bind("*");

// 1: lengths
for (const [number, length] of [0, 125, 126, 127, 128, 65535, 65536].entries()) {
  add(`1.1.${number + 1}`, frame(TEXT, star(length)), text(star(length)));
  add(`1.2.${number + 1}`, frame(BINARY, new Uint8Array(length).fill(254)), binary(new Uint8Array(length).fill(254)));
}
add("1.1.8", frame(TEXT, star(65536)), text(star(65536)), { chop: 997 });
add("1.2.8", frame(BINARY, new Uint8Array(65536)), binary(new Uint8Array(65536)), { chop: 997 });

// 2: pings and pongs
add("2.1", frame(PING), pong(""));
add("2.2", frame(PING, "Hello, world!"), pong("Hello, world!"));
add("2.3", frame(PING, [0, 255, 254, 253, 252, 251, 0, 255]), pong([0, 255, 254, 253, 252, 251, 0, 255]));
add("2.4", frame(PING, new Uint8Array(125).fill(254)), pong(new Uint8Array(125).fill(254)));
add("2.5", frame(PING, new Uint8Array(126).fill(254)), "close:1002");
add("2.6", frame(PING, new Uint8Array(125).fill(254)), pong(new Uint8Array(125).fill(254)), { chop: 1 });
add("2.7", frame(PONG), []);
add("2.8", frame(PONG, "unsolicited"), []);
add("2.9", [frame(PONG, "unsolicited"), frame(PING, "ping")], pong("ping"));
const ten = Array.from({ length: 10 }, (_, i) => `payload-${i}`);
add("2.10", ten.map((each) => frame(PING, each)), ten.map(pong));
add("2.11", ten.map((each) => frame(PING, each)), ten.map(pong), { chop: 1 });

// 3: reserved bits
for (let rsv = 1; rsv < 8; rsv++) {
  add(`3.${rsv}`, [frame(TEXT, "Hello"), frame(TEXT, "Hello", { rsv }), frame(PING)], [text("Hello"), "close:1002"]);
  add(`3.${rsv} chopped`, frame(BINARY, "Hello", { rsv }), "close:1002", { chop: 1 });
  add(`3.${rsv} ping`, frame(PING, "Hello", { rsv }), "close:1002");
  add(`3.${rsv} close`, frame(CLOSE, [3, 232], { rsv }), "close:1002");
}

// 4: opcodes
for (const opcode of [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]) {
  add(`4.${opcode}`, frame(opcode), "close:1002");
  add(`4.${opcode} with bytes`, [frame(TEXT, "Hello"), frame(opcode, "bytes"), frame(PING)], [text("Hello"), "close:1002"], { chop: 1 });
}

// 5: fragments
const part = (opcode, data) => frame(opcode, data, { fin: 0 });
add("5.1", part(PING, "fragment1"), "close:1002");
add("5.2", part(PONG, "fragment1"), "close:1002");
for (const chop of [undefined, 1]) {
  const options = { chop };
  add(`5.3 ${chop}`, [part(TEXT, "fragment1"), frame(CONTINUATION, "fragment2")], text("fragment1fragment2"), options);
  add(`5.6 ${chop}`, [part(TEXT, "fragment1"), frame(PING, "ping"), frame(CONTINUATION, "fragment2")], [pong("ping"), text("fragment1fragment2")], options);
  add(`5.9 ${chop}`, [frame(CONTINUATION, "no start"), frame(TEXT, "Hello")], "close:1002", options);
  add(`5.12 ${chop}`, [part(CONTINUATION, "no start"), frame(TEXT, "Hello")], "close:1002", options);
  add(`5.15 ${chop}`, [part(TEXT, "fragment1"), frame(CONTINUATION, "fragment2"), part(CONTINUATION, "fragment3"), frame(TEXT, "fragment4")], [text("fragment1fragment2"), "close:1002"], options);
  add(`5.18 ${chop}`, [part(TEXT, "fragment1"), frame(TEXT, "fragment2")], "close:1002", options);
  add(`5.19 ${chop}`, [
    ...["1", "2"].map((each, i) => part(i ? CONTINUATION : TEXT, `fragment${each}`)), frame(PING, "one"),
    part(CONTINUATION, "fragment3"), part(CONTINUATION, "fragment4"), frame(PING, "two"), frame(CONTINUATION, "fragment5"),
  ], [pong("one"), pong("two"), text("fragment1fragment2fragment3fragment4fragment5")], options);
}
add("5.16", [part(CONTINUATION, "x"), part(TEXT, "fragment2"), frame(CONTINUATION, "fragment3")], "close:1002");
add("5.20 empty parts", [part(TEXT, ""), part(CONTINUATION, ""), frame(CONTINUATION, "")], text(""));
add("5.21 binary", [part(BINARY, [1]), part(CONTINUATION, [2]), frame(CONTINUATION, [3])], binary([1, 2, 3]));
add("5.22 a close between parts", [part(TEXT, "fragment1"), close(1000)], "close:1000");
const many = Array.from({ length: 5000 }, (_, i) => frame(i ? CONTINUATION : TEXT, "ab", { fin: i === 4999 ? 1 : 0 }));
add("5.23 many parts", many, text("ab".repeat(5000)));

// 6: UTF-8. The first list is echoed; the second is refused as soon as the wrong byte has come, though more would follow.
const valid = ["", "Hello-µ@ßöäüàá-UTF-8!!", "κόσμε", "\u0000", "\u0080", "\u0800", "\u{10000}", "\u007f", "\u07ff", "\uffff", "\ufffe",
  "\u{1fffe}", "\u{10ffff}", "\ud7ff", "\ue000", "\ufffd", "\ufeffbom"];
for (const value of valid) {
  const name = `6 valid ${JSON.stringify(value)}`, bytes = bytesOf(value);
  add(name, frame(TEXT, value), text(value));
  add(`${name}, a byte a frame`, [...[...bytes].map((byte, i) => part(i ? CONTINUATION : TEXT, [byte])), frame(bytes.length ? CONTINUATION : TEXT, "")],
    text(value), { chop: 1 });
}
const invalid = ["ceba e1bdb9 cf83 ceb5 eda080 656469746564", "80", "bf", "8080", "80bf80bf80bf", "c020", "c3e120", "e0a0", "f0908080f0", "c0af", "e080af", "f08080af",
  "f8808080af", "fc80808080af", "c1bf", "e09fbf", "f08fbfbf", "f887bfbfbf", "c080", "eda080", "edadbf", "edae80", "edbfbf", "eda080edb080", "edafbfedbfbf",
  "f4908080", "f7bfbfbf", "f8888080", "fe", "ff", "fefeffff", "e1bd", "f09f98", "c3"].map((each) => bytesOf(each.replaceAll(" ", "").match(/../g).map((digits) => parseInt(digits, 16))));
for (const bytes of invalid) {
  add(`6 invalid ${hex(bytes)}`, [frame(TEXT, bytes), frame(TEXT, "more")], "close:1007");
  add(`6 invalid ${hex(bytes)}, chopped`, frame(TEXT, concat([bytesOf("κόσμε"), bytes])), "close:1007", { chop: 1 });
  add(`6 invalid ${hex(bytes)} in parts`, [part(TEXT, "κόσμε"), part(CONTINUATION, bytes), frame(CONTINUATION, "")], "close:1007");
}
for (const bytes of ["80", "f4908080", "eda080", "c0af", "fe"].map((each) => bytesOf(each.match(/../g).map((digits) => parseInt(digits, 16))))) {
  add(`6.4 early, in a part, ${hex(bytes)}`, part(TEXT, concat([bytesOf("κόσμε"), bytes, bytesOf("edited")])), "close:1007");
  add(`6.4 early, in a frame, ${hex(bytes)}`, frame(TEXT, concat([bytesOf("κόσμε"), bytes, bytesOf("edited")]), { length: 5000 }), "close:1007");
}

// 7: closing
add("7.1.1", [frame(TEXT, "Hello World!"), close(1000), frame(TEXT, "after")], [text("Hello World!"), "close:1000"]);
add("7.1.2", [close(1000), close(1000)], "close:1000");
add("7.1.3", [close(1000), frame(PING)], "close:1000");
add("7.1.4", [close(1000), frame(TEXT, "after")], "close:1000");
add("7.1.6", [frame(TEXT, star(200000)), close(1000), frame(PING)], [text(star(200000)), "close:1000"]);
add("7.3.1", frame(CLOSE), "close:");
add("7.3.2", frame(CLOSE, [3]), "close:1002");
add("7.3.3", close(1000), "close:1000");
add("7.3.4", close(1000, "Hello World!"), "close:1000");
add("7.3.5", close(1000, star(123)), "close:1000");
add("7.3.6", close(1000, star(124)), "close:1002");
add("7.5.1", close(1000, [0xce, 0xba, 0xed, 0xa0, 0x80]), "close:1007");
add("7.5.2 a reason that is cut off", close(1000, [0xce]), "close:1007");
for (const code of [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999]) add(`7.7 ${code}`, close(code), `close:${code}`);
for (const code of [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535]) {
  add(`7.9 ${code}`, close(code), "close:1002");
  add(`7.9 ${code} with a reason`, close(code, "reason"), "close:1002");
}
add("7.10 a close in parts", frame(CLOSE, [3, 232], { fin: 0 }), "close:1002");

// 9: much
for (const length of [1 << 18, 1 << 20]) {
  add(`9.1 ${length}`, frame(TEXT, star(length)), text(star(length)));
  for (const size of [64, 4096]) {
    const parts = Array.from({ length: length / size }, (_, i) => frame(i ? CONTINUATION : BINARY, new Uint8Array(size).fill(7), { fin: (i + 1) * size === length ? 1 : 0 }));
    add(`9.4 ${length} in parts of ${size}`, parts, binary(new Uint8Array(length).fill(7)));
  }
}
add("9.7 many small ones", Array.from({ length: 2000 }, () => frame(TEXT, star(16))), Array.from({ length: 2000 }, () => text(star(16))));

// limits, of a server with maxMessageSize MESSAGE_MAX
add("limit: a frame", frame(BINARY, "x", { length: MESSAGE_MAX + 1 }), "close:1009", { server: true });
add("limit: of 4 GiB", frame(BINARY, "x", { length: 0xffffffff }), "close:1009", { server: true });
add("limit: parts", [frame(BINARY, new Uint8Array(MESSAGE_MAX), { fin: 0 }), frame(CONTINUATION, "x")], "close:1009", { server: true });

export { cases };
