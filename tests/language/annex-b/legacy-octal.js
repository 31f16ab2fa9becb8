console.log(017, 08, 019.5, "\101\0\7".length, "\8"); // expect: 15 8 19.5 3 8
try {
  new Function("'use strict'; 017");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
