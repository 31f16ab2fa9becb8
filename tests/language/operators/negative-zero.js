console.log(Object.is(-0, -(0)), Object.is(0, -0 + 0), 1 / -0); // expect: true true -Infinity
console.log(Object.is(-0, 0 * -5), Object.is(-0, -5 % 5), String(-0)); // expect: true true 0
console.log(-0 === 0, [-0].includes(0), Math.round(-0.4)); // expect: true true -0
