// needs: memory-limit
// flags: --memory-limit 32
// node: mote's own option
try {
  "x".repeat(200000000) + "y";
} catch (error) {
  console.log(error instanceof Error); // expect: true
}
console.log("goes on"); // expect: goes on
