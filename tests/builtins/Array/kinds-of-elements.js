const a = [1.5, 2.5];
a.push(3);
a[0] += 0.25;
console.log(a.join()); // expect: 1.75,2.5,3
a.push("text");
a[7] = {};
console.log(a.join()); // expect: 1.75,2.5,3,text,,,,[object Object]
const b = [1, 2, 3];
b[1] = 0.5;
delete b[0];
console.log(b[0], b[1], 0 in b, b.length); // expect: undefined 0.5 false 3
