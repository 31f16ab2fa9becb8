try {
  new Function("'use strict'; with ({}) {}");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
