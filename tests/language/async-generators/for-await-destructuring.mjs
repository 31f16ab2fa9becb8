async function* pairs() {
  yield ["a", { n: 1 }];
  yield ["b", { n: 2 }];
}
for await (const [key, { n }] of pairs()) console.log(key, n);
// expect: a 1
// expect: b 2
