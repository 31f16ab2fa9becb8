for (const value of [0, "", null, undefined, NaN]) {
  try {
    throw value;
  } catch (caught) {
    console.log(Object.is(caught, value));
  }
}
// expect: true
// expect: true
// expect: true
// expect: true
// expect: true
