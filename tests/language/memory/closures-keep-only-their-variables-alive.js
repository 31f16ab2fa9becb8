// needs: speed
function make(i) {
  const text = "t" + i;
  return () => text;
}
const fs = [];
for (let i = 0; i < 50000; i++) fs.push(make(i));
let ok = true;
for (let i = 0; i < fs.length; i++) ok &&= fs[i]() === "t" + i;
console.log(ok); // expect: true
