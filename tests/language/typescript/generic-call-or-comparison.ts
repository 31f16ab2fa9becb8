const f = <T>(x: T) => x, a = 1, b = 2, c = 3;
console.log(f<number>(4), a < b, (b > c), f<Array<Array<number>>>([[5]])[0][0]); // expect: 4 true false 5
