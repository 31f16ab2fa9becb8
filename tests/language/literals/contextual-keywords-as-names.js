var async = 1, of = 2, get = 3, set = 4, static_ = 5, let_ = 6, as = 7, from = 8, using = 9, await_ = 10;
var let = 11, yield_ = 12, accessor = 13, type = 14, declare = 15, namespace = 16;
console.log(async + of + get + set + as + from + using + let + accessor); // expect: 58
for (of of [1]) console.log(of); // expect: 1
const o = { async, get, set, of, async: 1, static: 2, await: 3 };
console.log(Object.keys(o).join()); // expect: async,get,set,of,static,await
