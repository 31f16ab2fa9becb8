const collect = (stream) => Array.fromAsync(stream);
const encode = (...chunks) => collect(ReadableStream.from(chunks).pipeThrough(new TextEncoderStream()));
const decode = (chunks, ...args) => collect(ReadableStream.from(chunks).pipeThrough(new TextDecoderStream(...args)));

console.log((await encode("aä", "", 5, "\ud83d", "\ude00")).map((bytes) => [...bytes].join()).join(" ")); // expect: 97,195,164 53 240,159,152,128
console.log((await encode("\ud83d", "x", "\ud83d")).map((bytes) => [...bytes].join()).join(" ")); // expect: 239,191,189,120 239,191,189
console.log(await decode([Uint8Array.of(0xef, 0xbb), Uint8Array.of(0xbf, 0x61, 0xe2), new ArrayBuffer(0), Uint8Array.of(0x82, 0xac)])); // expect: [ 'a', '€' ]
console.log(await decode([Uint8Array.of(0x61, 0xe2)]), await decode([Uint8Array.of(0xe2)], "utf-8", { fatal: true }).catch((e) => e.name)); // expect: [ 'a', '�' ] TypeError
console.log((await decode([Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)], "utf8", { ignoreBOM: true }))[0].length, await decode([Uint8Array.of(0x61, 0), Uint8Array.of(0x62, 0)], "utf-16le")); // expect: 2 [ 'a', 'b' ]
const stream = new TextDecoderStream("UTF-16", { fatal: 1 });
console.log(stream.encoding, stream.fatal, stream.ignoreBOM, new TextEncoderStream().encoding); // expect: utf-16le true false utf-8
for (const chunk of [undefined, null, 5, "text", {}]) console.log(await decode([chunk]).catch((e) => e.name));
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
console.log(await encode(Symbol()).catch((e) => e.name)); // expect: TypeError
for (const make of [() => new TextDecoderStream("nonsense"), () => TextEncoderStream.prototype.readable, () => TextDecoderStream.prototype.encoding])
  try { make(); } catch (e) { console.log(e.name); }
// expect: RangeError
// expect: TypeError
// expect: TypeError
