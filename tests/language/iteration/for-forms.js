let out = "";
for (let i = 0, j = 3; i < j; i++, j--) out += i + "" + j + " ";
for (;;) break;
var k = 0;
for (; k < 2; ) k++;
do k++; while (k < 5) out += k;
while (k-- > 3);
console.log(out, k); // expect: 03 12 5 2
