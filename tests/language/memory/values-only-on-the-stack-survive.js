function build(depth) {
  const mine = { depth };
  const inner = depth > 0 ? build(depth - 1) : null;
  for (let i = 0; i < 50; i++) ({ waste: [i] });
  return { mine, inner };
}
let at = build(200), count = 0;
for (; at; at = at.inner) count += at.mine.depth;
console.log(count); // expect: 20100
