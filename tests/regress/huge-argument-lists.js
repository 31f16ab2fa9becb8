for (const run of [() => Math.max.apply(null, { length: 2 ** 53 }), () => Reflect.apply(Math.max, null, { length: 2 ** 40 }),
  () => Reflect.construct(Array, { length: 2 ** 32 })]) {
  try {
    run();
  } catch (error) {
    console.log(error.name); // expect: RangeError
    // expect: RangeError
    // expect: RangeError
  }
}
