// needs: memory-limit
// flags: --memory-limit 24
// node: it ends there
// What the failed call held in its registers is not kept; compiling and lazily made builtins find room.
function fill() {
  const list = [];
  for (let i = 1n; ; i++) list.push(i << 1000n);
}
for (let i = 0; i < 3; i++) {
  try {
    fill();
  } catch (error) {
    process.stdout.write(new Function("return 'go on'")() + "\n");
  }
}
// expect: go on
// expect: go on
// expect: go on
