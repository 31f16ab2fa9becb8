// needs: speed
// flags: --memory-limit 64
// node: mote's own option
for (let i = 0; i < 300000; i++) {
  const a = { big: [1, 2, 3, 4, 5, 6, 7, 8] };
  a.self = { a, f: () => a };
}
console.log("fits"); // expect: fits
