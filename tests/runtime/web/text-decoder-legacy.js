const hex = (text) => Uint8Array.from(text.split(" "), (byte) => parseInt(byte, 16));
for (const [label, bytes] of [
  ["gbk", "b0 a1 80 81 30 81 30 a2 e3 41"], ["gb18030", "84 31 a4 37 e3 32 9a 35 81 35 f4 37 a3 a0 fe 51"], ["gb18030", "81 30 41 81 31 81 22"],
  ["big5", "a4 a4 88 62 88 a5 f9 fe 87 40 81 41"], ["euc-jp", "a4 a2 8e b1 8f b0 a1 8f a1 a1 a4 41"], ["shift_jis", "82 a0 b1 f0 40 fc fc 80 81 3f"],
  ["euc-kr", "b0 a1 81 41 fe 41 c7 fe"], ["iso-2022-jp", "1b 24 42 24 22 1b 28 4a 5c 7e 1b 28 49 31 1b 28 42 61 0e"], ["iso-2022-jp", "1b 24 1b 28 42 1b 28 42 1b"],
  ["x-user-defined", "41 80 ff"], ["koi8-r", "c1 e1 b3"], ["iso-8859-8-i", "e0 a1"], ["windows-1253", "c1 d2"], ["macintosh", "80 db"], ["utf-16be", "d8 3d de 00 dc 00 00"], ["utf-16le", "3d d8 41 00 ff fe"],
]) {
  const text = new TextDecoder(label).decode(hex(bytes));
  const decoder = new TextDecoder(label);
  let parts = "";
  for (const byte of hex(bytes)) parts += decoder.decode(Uint8Array.of(byte), { stream: true });
  parts += decoder.decode();
  console.log(decoder.encoding, JSON.stringify(text).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`), parts === text);
}
// expect: gbk "\u554a\u20ac\u0080\u20acA" true
// expect: gb18030 "\ufffd\udbff\udfff\ue7c7\u3000\ue816" true
// expect: gb18030 "\ufffd0A\ufffd1\ufffd\"" true
// expect: big5 "\u4e2d\u00ca\u0304\u00ea\u030c\uffed\u43f0\ufffdA" true
// expect: euc-jp "\u3042\uff71\u4e02\ufffd\ufffdA" true
// expect: shift_jis "\u3042\uff71\ue000\ufffd\u0080\ufffd?" true
// expect: euc-kr "\uac00\uac02\ufffdA\ud620" true
// expect: iso-2022-jp "\u3042\u00a5\u203e\uff71a\ufffd" true
// expect: iso-2022-jp "\ufffd$\ufffd\ufffd" true
// expect: x-user-defined "A\uf780\uf7ff" true
// expect: koi8-r "\u0430\u0410\u0401" true
// expect: iso-8859-8-i "\u05d0\ufffd" true
// expect: windows-1253 "\u0391\ufffd" true
// expect: macintosh "\u00c4\u20ac" true
// expect: utf-16be "\ud83d\ude00\ufffd\ufffd" true
// expect: utf-16le "\ufffdA\ufeff" true
// node: ICU's tables differ from the standard's
