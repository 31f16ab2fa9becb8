switch (1) {
  case 0:
    let x;
  case 1:
    try {
      x = 1;
    } catch (error) {
      console.log(error.name); // expect: ReferenceError
    }
}
