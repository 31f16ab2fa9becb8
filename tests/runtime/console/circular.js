const o = { name: "o", list: [] };
o.self = o;
o.list.push(o, { o });
console.log(o);
const a = [];
a.push(a);
console.log(a, [a]);
// expect: <ref *1> {
// expect:   name: 'o',
// expect:   list: [ [Circular *1], { o: [Circular *1] } ],
// expect:   self: [Circular *1]
// expect: }
// expect: <ref *1> [ [Circular *1] ] [ <ref *1> [ [Circular *1] ] ]
