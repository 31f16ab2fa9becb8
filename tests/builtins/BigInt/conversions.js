function show(f) {
  try { console.log(f()); } catch (error) { console.log(`${error.name}: ${error.message}`); }
}
show(() => BigInt(" 0x1f ")); // expect: 31n
show(() => BigInt("")); // expect: 0n
show(() => BigInt(1e21)); // expect: 1000000000000000000000n
show(() => BigInt(true)); // expect: 1n
show(() => BigInt(1.5)); // expect: RangeError: The number 1.5 cannot be converted to a BigInt because it is not an integer
show(() => BigInt("1.5")); // expect: SyntaxError: Cannot convert 1.5 to a BigInt
show(() => BigInt(undefined)); // expect: TypeError: Cannot convert undefined to a BigInt
show(() => new BigInt(1)); // expect: TypeError: BigInt is not a constructor
show(() => BigInt.asIntN(8, 255n)); // expect: -1n
show(() => BigInt.asUintN(8, -1n)); // expect: 255n
show(() => BigInt.asIntN(-1, 1n)); // expect: RangeError: Invalid value: not (convertible to) a safe integer
show(() => BigInt.asIntN(1, 1)); // expect: TypeError: Cannot convert 1 to a BigInt
show(() => (255n).toString(16)); // expect: ff
show(() => (1n).toString(1)); // expect: RangeError: toString() radix argument must be between 2 and 36
show(() => BigInt.prototype.valueOf.call(1)); // expect: TypeError: BigInt.prototype.valueOf requires that 'this' be a BigInt
show(() => (-1234567n).toLocaleString()); // expect: -1,234,567
show(() => Object.prototype.toString.call(1n)); // expect: [object BigInt]
