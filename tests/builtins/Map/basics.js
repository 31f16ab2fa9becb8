const map = new Map([["a", 1], [NaN, 2], [0, 3]]);
map.set("a", 9).set("b", 4);
console.log(map.get("a"), map.get(NaN), map.get(-0), map.has("z"), map.size, map.delete("a"), map.delete("a")); // expect: 9 2 3 false 4 true false
console.log([...map.keys()].join(), [...map.values()].join(), [...map].length); // expect: NaN,0,b 2,3,4 3
map.clear();
console.log(map.size); // expect: 0
