// needs: speed
let s = "";
for (let i = 0; i < 200000; i++) s += "ab";
let t = "";
for (let i = 0; i < 200000; i++) t = "c" + t;
console.log(s.length, s.charCodeAt(399999), t.length, (s + t).lastIndexOf("b")); // expect: 400000 98 200000 399999
