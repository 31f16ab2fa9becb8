// node: Node 24 lacks it
const bytes = new Uint8Array([251, 255, 0, 104, 105]);
console.log(bytes.toBase64(), bytes.toBase64({ alphabet: "base64url", omitPadding: true }), bytes.toHex()); // expect: +/8AaGk= -_8AaGk fbff006869
console.log(Uint8Array.fromBase64(" aG\nk= ").join(), Uint8Array.fromBase64("-_8", { alphabet: "base64url" }).join(), Uint8Array.fromHex("00fF").join()); // expect: 104,105 251,255 0,255
const into = new Uint8Array(4);
console.log(into.setFromBase64("AQIDBAUG"), into.join()); // expect: { read: 4, written: 3 } 1,2,3,0
console.log(into.setFromHex("0a0b"), into.join()); // expect: { read: 4, written: 2 } 10,11,3,0
for (const text of ["a", "aGk", "aG=k", "aGl=", "a*aa"]) {
  try {
    console.log(text, Uint8Array.fromBase64(text, { lastChunkHandling: "strict" }).join());
  } catch (error) {
    console.log(text, error.name);
  }
}
// expect: a SyntaxError
// expect: aGk SyntaxError
// expect: aG=k SyntaxError
// expect: aGl= SyntaxError
// expect: a*aa SyntaxError
console.log(Uint8Array.fromBase64("aGkxM", { lastChunkHandling: "stop-before-partial" }).join()); // expect: 104,105,49
