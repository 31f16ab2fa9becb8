console.log((1.005).toFixed(2), (0.5).toFixed(0), (1.45).toFixed(1), (-1.5).toFixed(0), (1e21).toFixed(2), (123.456).toFixed(), (0).toFixed(2), (1.23e-10).toFixed(2)); // expect: 1.00 1 1.4 -2 1e+21 123 0.00 0.00
try {
  (1).toFixed(101);
} catch (error) {
  console.log(error.name); // expect: RangeError
}
