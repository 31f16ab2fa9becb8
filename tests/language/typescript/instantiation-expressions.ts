const make = <T>(x: T) => [x];
const makeNumber = make<number>;
const { length } = makeNumber<number>(1);
console.log(makeNumber(2)[0], length, (make<string>)("x")[0]); // expect: 2 1 x
