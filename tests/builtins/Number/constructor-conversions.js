console.log(Number(""), Number(" 12 "), Number("0x1F"), Number("0b11"), Number("1e3"), Number("1_000"), Number("12px")); // expect: 0 12 31 3 1000 NaN NaN
console.log(Number(null), Number(undefined), Number([5]), Number([1, 2]), Number(true), Number("-0x1"), Number("Infinity"), Number(12n)); // expect: 0 NaN 5 NaN 1 NaN Infinity 12
