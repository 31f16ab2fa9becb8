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
// node: older versions refuse more domains that begin with xn--
