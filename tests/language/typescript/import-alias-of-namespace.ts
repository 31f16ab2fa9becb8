namespace A.B { export const c = 7; }
import D = A.B;
import c2 = A.B.c;
console.log(D.c, c2); // expect: 7 7
