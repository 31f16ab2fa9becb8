for (const host of ["faß.example", "☕.example", "EXAMPLE。com", "♥", "a†--", "bücher.de.", "Ｇｏ.com", "xn--a", "XN--BCHER-KVA", "look\u206bout.net", "ẞ.com", "１２７.0x1", "%C3%BC.x"])
  console.log(new URL(`http://${host}/`).host);
// expect: xn--fa-hia.example
// expect: xn--53h.example
// expect: example.com
// expect: xn--g6h
// expect: xn--a---kp0a
// expect: xn--bcher-kva.de.
// expect: go.com
// expect: xn--a
// expect: xn--bcher-kva
// expect: lookout.net
// expect: xn--zca.com
// expect: 127.0.0.1
// expect: xn--tda.x
for (const host of ["a\u200cb", "a\ufffd", "٠a", "ü%00", "ü^", "\u00ad", "％00.x", "a\u2a74ü"]) if (URL.canParse(`http://${host}/`)) console.log("parsed", host);
const { domainToASCII, domainToUnicode } = require("url");
console.log(domainToASCII("español.com"), JSON.stringify(domainToASCII("xn--iñvalid.com")), domainToUnicode("xn--espaol-zwa.com"), domainToUnicode("plain.com")); // expect: xn--espaol-zwa.com "" español.com plain.com
// What Unicode 16 maps in another way than the ICU of older systems.
for (const host of ["Ⴀbc", "Ⴡ.Ↄ", "ab\u{1d173}c\u3164", "\u{2f868}"]) console.log(new URL(`http://${host}/`).host);
// expect: xn--bc-q51a
// expect: xn--plj.xn--r5g
// expect: abc
// expect: xn--snl
// node: older versions refuse more domains that begin with xn--

// Right-to-left labels, joiners, marks, labels that decode to what is not valid.
const host = (name) => { try { return new URL(`http://${name}/`).host; } catch { return "invalid"; } };
const names = ["א1.x", "1א.x", "אa.ü", "a.אٓ", "א1١", "א-", "à.1ü.א", "क्\u200dष", "क\u200dष", "بی\u200cبی", "b\u200cب", "\u0301a", "ü.xn--0", "ü.xn--a-", "ü.xn--ch-ü", "ü.xn--Bcher-kva", "ü.xn--8i7caa", "ü.xn--xn---epa", "ü.xn--99999999", "ς.Σ", "𝛓", "ﬁ。ü", "㋿", "İ", "ᏸꭰ", "\u1e9b\u0323", "ü\u206c", "ü\0"];
for (const name of names) console.log(host(name));
// expect: xn--1-zhc.x
// expect: invalid
// expect: invalid
// expect: a.xn--4db6x
// expect: invalid
// expect: invalid
// expect: invalid
// expect: xn--11b2ezcw70k
// expect: invalid
// expect: xn--ngba50cb2343a
// expect: invalid
// expect: invalid
// expect: invalid
// expect: invalid
// expect: invalid
// expect: xn--tda.xn--bcher-kva
// expect: invalid
// expect: invalid
// expect: invalid
// expect: xn--3xa.xn--4xa
// expect: xn--4xa
// expect: fi.xn--tda
// expect: xn--nnqt1l
// expect: xn--i-9bb
// expect: xn--58d3n
// expect: xn--1ig
// expect: xn--tda
// expect: invalid
// Converting takes quadratic time, so that labels have a limit; domains have none.
console.log(host("ü".repeat(1000)).length, host("ü".repeat(1001)), host("ü.xn--" + "a".repeat(1001)), host("ü.".repeat(100000)).length); // expect: 1006 invalid invalid 800000
console.log(host("e" + "\u0301\u0323".repeat(490)).length > 500); // expect: true
