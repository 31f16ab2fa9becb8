let x = 10;
x += 5; x -= 3; x *= 2; x /= 4; x **= 2; x %= 7;
console.log(x); // expect: 1
x = 6;
x <<= 2; x >>= 1; x >>>= 1; x |= 8; x &= 10; x ^= 3;
console.log(x); // expect: 9
