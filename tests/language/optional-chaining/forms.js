const o = { a: { b: () => "called", list: [1] }, n: null };
console.log(o?.a?.b?.(), o.n?.x.y.z, o.missing?.(), o.a?.["list"]?.[0]); // expect: called undefined undefined 1
console.log(o?.a.b(), delete o?.n, delete o.zzz?.x, "n" in o); // expect: called true true false
