// SPDX-License-Identifier: MIT
// decimal.js at several precisions and roundings.
const Decimal = require("decimal.js");

for (const precision of [5, 25])
  for (const rounding of [0, 4, 8]) {
    const D = Decimal.clone({ precision, rounding });
    const values = ["0", "-0", "1", "-2.5", "1e-9", "123.456789", "0.1", "Infinity", "NaN", "9.999999999999999999"].map((text) => new D(text));
    const line = [];
    for (const x of values) {
      for (const name of ["sqrt", "cbrt", "exp", "ln", "log", "sin", "cos", "tan", "atan", "asinh", "floor", "round", "neg"]) line.push(`${x[name]()}`);
      for (const y of [values[2], values[3], values[6]]) for (const name of ["plus", "minus", "times", "div", "mod", "pow", "cmp", "divToInt"]) line.push(`${x[name](y)}`);
      line.push(x.toFixed(3), x.toExponential(2), x.toPrecision(4), x.toHex(), [x.toFraction(100)].join(), x.toNearest(0.25).toString());
    }
    console.log(precision, rounding, line.join(" "));
  }
console.log(Decimal.set({ precision: 100 }).sqrt(2).toString(), Decimal.max(1, "2", new Decimal(3)).toString(), JSON.stringify({ x: new Decimal("1e50") }));
try { new Decimal("1.2.3"); } catch (error) { console.log(error.message); }
