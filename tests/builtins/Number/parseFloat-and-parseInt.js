console.log(parseInt("42px"), parseInt("0x1f"), parseInt("z", 36), parseInt("12", 2), parseInt(""), parseInt("9007199254740993"), parseInt(null, 36)); // expect: 42 31 35 1 NaN 9007199254740992 1112745
console.log(parseFloat("3.14abc"), parseFloat(".5"), parseFloat("-.5e-2x"), parseFloat("e5"), parseFloat("-Infinityx"), parseFloat("1e1000")); // expect: 3.14 0.5 -0.005 NaN -Infinity Infinity
