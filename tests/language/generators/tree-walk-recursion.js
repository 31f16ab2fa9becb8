function* walk(tree) {
  if (!tree) return;
  yield* walk(tree.left);
  yield tree.value;
  yield* walk(tree.right);
}
const leaf = (value) => ({ value });
const tree = { value: 2, left: leaf(1), right: { value: 4, left: leaf(3) } };
console.log([...walk(tree)].join()); // expect: 1,2,3,4
