console.log(typeof 123n, String(123n), 0x10n === 16n, 1n == 1, 2n > 1); // expect: bigint 123 true true true
console.log(String(123456789012345678901234567890n)); // expect: 123456789012345678901234567890
