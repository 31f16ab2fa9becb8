console.log((123.456).toPrecision(4), (0.000123).toPrecision(2), (123456).toPrecision(2), (1e21).toPrecision(3)); // expect: 123.5 0.00012 1.2e+5 1.00e+21
console.log((12345).toExponential(), (12345).toExponential(2), (0).toExponential(1), (-1.5e-9).toExponential(0), NaN.toExponential()); // expect: 1.2345e+4 1.23e+4 0.0e+0 -1e-9 NaN
