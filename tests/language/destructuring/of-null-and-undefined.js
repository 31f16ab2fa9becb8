for (const value of [null, undefined]) {
  try {
    const { a } = value;
  } catch (error) {
    console.log(error.name); // expect: TypeError
    // expect: TypeError
  }
}
