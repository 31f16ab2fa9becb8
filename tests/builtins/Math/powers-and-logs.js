console.log(Math.pow(2, 0.5) === Math.SQRT2, Math.pow(NaN, 0), Math.pow(1, Infinity), Math.log10(1000), Math.log2(8), Math.expm1(0), Math.log1p(0), Math.sqrt(-1)); // expect: true 1 NaN 3 3 0 0 NaN
