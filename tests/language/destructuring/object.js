const { a, b: renamed, c = 3, ["d" + 1]: computed, ...rest } = { a: 1, b: 2, d1: 4, e: 5, f: 6 };
console.log(a, renamed, c, computed); // expect: 1 2 3 4
console.log(JSON.stringify(rest)); // expect: {"e":5,"f":6}
