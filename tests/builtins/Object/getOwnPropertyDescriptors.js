const d = Object.getOwnPropertyDescriptors({ get x() { return 1; }, y: 2 });
console.log(typeof d.x.get, d.x.set, d.y.value, d.y.writable, d.y.enumerable); // expect: function undefined 2 true true
