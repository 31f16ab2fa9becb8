// Numbers, strings and separators of both widths.
console.log([1, -2.5, "a", null, true, 1e21, -0].join(), [1, 2].join("日"), ["é", "日", 3].join(", "), [1, "日", 2].join("")); // expect: 1,-2.5,a,,true,1e+21,0 1日2 é, 日, 3 1日2
const sep = ["-", "="].join("") + "-".repeat(30);
console.log([1, 2].join(sep).length, Array(3).join(sep).length, [[], [1, [2]]].join()); // expect: 34 64 ,1,2
