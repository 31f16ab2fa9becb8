enum E { A = 1, B = A << 2, C = A | B, D = ~A, F = (B * 2) % 5 }
enum E { G = 100, H }
console.log(E.B, E.C, E.D, E.F, E.H, E[100]); // expect: 4 5 -2 3 101 G
