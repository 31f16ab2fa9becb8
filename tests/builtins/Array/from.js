console.log(Array.from("aé😀").length, Array.from({ length: 3 }, (_, i) => i * i).join()); // expect: 3 0,1,4
console.log(Array.from(new Set([1, 1, 2])).join(), Array.from.call(Object, [5])[0]); // expect: 1,2 5
