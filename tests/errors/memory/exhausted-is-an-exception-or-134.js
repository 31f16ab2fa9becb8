// needs: memory-limit
// flags: --memory-limit 32
// node: mote's own option
const kept = [];
let message = "none";
try {
  for (;;) kept.push(new Array(1000).fill(kept.length));
} catch (error) {
  kept.length = 0;
  message = error.name;
}
console.log(message); // expect: RangeError
