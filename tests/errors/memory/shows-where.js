// needs: memory-limit
// flags: --memory-limit 24
// node: it ends there
function grow() {
  for (const list = []; ; ) list.push({});
}
grow();
// expect exit: 1
// expect stderr: shows-where.js:5
// expect stderr: Uncaught RangeError: Out of memory
// expect stderr: at grow (
