console.log(Math.max(), Math.min(), Math.max(1, "3", 2), Math.max(1, NaN), Object.is(Math.max(-0, 0), 0), Object.is(Math.min(0, -0), -0)); // expect: -Infinity Infinity 3 NaN true true
