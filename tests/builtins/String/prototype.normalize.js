// The four forms, marks in order, Hangul, what never composes, and texts that are normal already.
const show = (text) => [...text].map((c) => c.codePointAt(0).toString(16)).join(" ");
for (const text of ["\u00c5", "A\u030a", "\u212b", "\u1e9b\u0323", "a\u0315\u0300\u05ae\u0062", "\ud55c\uae00", "\u1112\u1161\u11ab", "\u0958",
  "\u03d3", "\ufdfa", "\u{1d15e}", "\ud800", "x\u0301\u0327", "\u09c7\u09be", "e\u0301".repeat(2)])
  console.log(show(text), "|", ["NFC", "NFD", "NFKC", "NFKD"].map((form) => show(text.normalize(form))).join(" | "));
const marks = "a" + "\u0301\u0323".repeat(1000);
console.log(marks.normalize("NFD") === "a" + "\u0323".repeat(1000) + "\u0301".repeat(1000), marks.normalize().length);
console.log("abc".normalize(), "é".normalize(undefined) === "é", "é".normalize("NFD").length);
try {
  "a".normalize("nfc");
} catch (error) {
  console.log(`${error}`);
}
// expect: c5 | c5 | 41 30a | c5 | 41 30a
// expect: 41 30a | c5 | 41 30a | c5 | 41 30a
// expect: 212b | c5 | 41 30a | c5 | 41 30a
// expect: 1e9b 323 | 1e9b 323 | 17f 323 307 | 1e69 | 73 323 307
// expect: 61 315 300 5ae 62 | e0 5ae 315 62 | 61 5ae 300 315 62 | e0 5ae 315 62 | 61 5ae 300 315 62
// expect: d55c ae00 | d55c ae00 | 1112 1161 11ab 1100 1173 11af | d55c ae00 | 1112 1161 11ab 1100 1173 11af
// expect: 1112 1161 11ab | d55c | 1112 1161 11ab | d55c | 1112 1161 11ab
// expect: 958 | 915 93c | 915 93c | 915 93c | 915 93c
// expect: 3d3 | 3d3 | 3d2 301 | 38e | 3a5 301
// expect: fdfa | fdfa | fdfa | 635 644 649 20 627 644 644 647 20 639 644 64a 647 20 648 633 644 645 | 635 644 649 20 627 644 644 647 20 639 644 64a 647 20 648 633 644 645
// expect: 1d15e | 1d157 1d165 | 1d157 1d165 | 1d157 1d165 | 1d157 1d165
// expect: d800 | d800 | d800 | d800 | d800
// expect: 78 301 327 | 78 327 301 | 78 327 301 | 78 327 301 | 78 327 301
// expect: 9c7 9be | 9cb | 9c7 9be | 9cb | 9c7 9be
// expect: 65 301 65 301 | e9 e9 | 65 301 65 301 | e9 e9 | 65 301 65 301
// expect: true 2000
// expect: abc true 2
// expect: RangeError: The normalization form should be one of NFC, NFD, NFKC, NFKD.
