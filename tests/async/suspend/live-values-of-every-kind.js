const later = (x) => new Promise((r) => setTimeout(r, 1, x));
async function f(a, { b }, ...c) {
  let i = 1, d = 0.5, s = "str", o = { k: 1 }, u, n = null, t = true, big = 12n;
  const closure = () => i++;
  const got = await later("x");
  closure();
  return [a, b, c.join("+"), i, d, s, o.k, u, n, t, String(big), got, this.me].map(String).join();
}
f.call({ me: "m" }, 1, { b: 2 }, 3, 4).then(console.log); // expect: 1,2,3+4,2,0.5,str,1,undefined,null,true,12,x,m
