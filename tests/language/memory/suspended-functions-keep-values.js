// needs: speed
const gates = [];
async function task(i) {
  const local = { i, text: "t" + i };
  const half = i + 0.5;
  await new Promise((r) => gates.push(r));
  return local.text === "t" + local.i && half === local.i + 0.5;
}
const all = Promise.all(Array.from({ length: 20000 }, (_, i) => task(i)));
for (let i = 0; i < 300000; i++) ({ garbage: [i] });
for (const open of gates) open();
all.then((r) => console.log(r.length, r.every(Boolean))); // expect: 20000 true
