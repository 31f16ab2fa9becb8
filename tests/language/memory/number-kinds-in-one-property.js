const o = { v: 1 };
const seen = [];
for (const v of [1, 0.5, 1073741824, -1073741825, "s", null, 2.5, undefined, -0, NaN, 1e300, true, {}]) {
  o.v = v;
  seen.push(typeof o.v + ":" + Object.is(o.v, v));
}
console.log(seen.join(" ")); // expect: number:true number:true number:true number:true string:true object:true number:true undefined:true number:true number:true number:true boolean:true object:true
