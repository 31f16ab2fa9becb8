console.log(new TextEncoder().encode("aä€😀\ud800"), new TextEncoder().encode(), new TextEncoder().encoding);
console.log(new TextEncoder().encodeInto("a€b", new Uint8Array(4)), new TextEncoder().encodeInto("a€b", new Uint8Array(3)));
console.log(new TextEncoder().encodeInto("😀x", new Uint8Array(3)), new TextEncoder().encodeInto("😀x", new Uint8Array(5)));
const bytes = [0xef, 0xbb, 0xbf, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xff, 0x61];
console.log([new TextDecoder().decode(Uint8Array.from(bytes)), new TextDecoder("utf8", { ignoreBOM: true }).decode(new Uint8Array(bytes))]);
for (let size = 1; size < 6; size++) {
  const decoder = new TextDecoder();
  let text = "";
  for (let i = 0; i < bytes.length; i += size) text += decoder.decode(Uint8Array.from(bytes.slice(i, i + size)), { stream: true }) + ".";
  console.log(text + decoder.decode());
}
const cut = new TextDecoder();
console.log([cut.decode(Uint8Array.of(0xe2, 0x82), { stream: true }), cut.decode(), cut.decode(Uint8Array.of(0x41))]);
console.log([[0xe2, 0x41], [0xf0, 0x80, 0x80], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80]].map((b) => {
  const decoder = new TextDecoder();
  return b.map((byte) => decoder.decode(Uint8Array.of(byte), { stream: true })).concat(decoder.decode());
}));
for (const [label, ...list] of [["utf-16le", 0xff, 0xfe, 0x3d, 0xd8, 0x00, 0xde, 0x41], ["UTF-16BE ", 0x00, 0x41, 0xd8, 0x3d], ["latin1", 0x41, 0xe4]])
  console.log(new TextDecoder(label).encoding, [new TextDecoder(label).decode(Uint8Array.from(list))]);
for (const [label, ...list] of [["utf-8", 0xff], ["utf-8", 0xef, 0xbf, 0xbd], ["utf-16le", 0x41], ["utf-16le", 0x00, 0xd8]])
  try { console.log([new TextDecoder(label, { fatal: true }).decode(Uint8Array.from(list))]); } catch (error) { console.log(error.name, error.code, error.message); }
try { new TextDecoder("nonsense"); } catch (error) { console.log(error.name, error.message); }
try { new TextDecoder().decode("text"); } catch (error) { console.log(error.name); }
console.log(new TextDecoder().decode(new ArrayBuffer(2)).length, new TextDecoder().decode(new DataView(Uint8Array.of(65, 66, 67).buffer, 1)));
// expect: Uint8Array(13) [
// expect:    97, 195, 164, 226,
// expect:   130, 172, 240, 159,
// expect:   152, 128, 239, 191,
// expect:   189
// expect: ] Uint8Array(0) [] utf-8
// expect: { read: 2, written: 4 } { read: 1, written: 1 }
// expect: { read: 0, written: 0 } { read: 3, written: 5 }
// expect: [ '€😀�a', '﻿€😀�a' ]
// expect: .....€....😀.�.a.
// expect: ..€..😀.�a.
// expect: .€..😀�a.
// expect: .€.😀�a.
// expect: .€😀.�a.
// expect: [ '', '�', 'A' ]
// expect: [
// expect:   [ '', '�A', '' ],
// expect:   [ '', '��', '�', '' ],
// expect:   [ '�', '�', '' ],
// expect:   [ '', '��', '�', '' ],
// expect:   [ '', '��', '�', '' ]
// expect: ]
// expect: utf-16le [ '😀�' ]
// expect: utf-16be [ 'A�' ]
// expect: windows-1252 [ 'Aä' ]
// expect: TypeError ERR_ENCODING_INVALID_ENCODED_DATA The encoded data was not valid for encoding utf-8
// expect: [ '�' ]
// expect: TypeError ERR_ENCODING_INVALID_ENCODED_DATA The encoded data was not valid for encoding utf-16le
// expect: TypeError ERR_ENCODING_INVALID_ENCODED_DATA The encoded data was not valid for encoding utf-16le
// expect: RangeError The "nonsense" encoding is not supported
// expect: TypeError
// expect: 2 BC
