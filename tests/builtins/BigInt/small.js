// Numbers of one and two limbs: at the edges, in every operator, checked against what must hold.
const edges = [0n, 1n, 2n, 3n, 10n, 1n << 31n, (1n << 32n) - 1n, 1n << 62n, (1n << 63n) - 1n, 1n << 63n, (1n << 64n) - 1n, 1n << 64n, (1n << 64n) + 1n, (1n << 127n) - 5n, (1n << 128n) - 1n, 1n << 128n];
const all = edges.flatMap((x) => [x, -x]);
const wrong = new Set();
const check = (name, ok) => ok || wrong.add(name);
for (const a of all) {
  check("text", BigInt(a.toString()) === a && BigInt((a < 0n ? "" : "0x") + a.toString(a < 0n ? 10 : 16)) === a);
  check("not", ~a === -a - 1n);
  for (const bits of [0, 1, 8, 31, 32, 63, 64, 65, 128]) {
    const modulus = 1n << BigInt(bits);
    const rest = ((a % modulus) + modulus) % modulus;
    check("asUintN", BigInt.asUintN(bits, a) === rest);
    check("asIntN", BigInt.asIntN(bits, a) === (bits > 0 && rest >= modulus / 2n ? rest - modulus : rest));
    check("shift left", a << BigInt(bits) === a * modulus);
    check("shift right", a >> BigInt(bits) === (a - rest) / modulus);
  }
  for (const b of all) {
    check("sum", a + b - b === a && a - b + b === a && a + b === b + a);
    check("product", b === 0n ? a * b === 0n : (a * b) / b === a && (a * b) % b === 0n);
    check("division", b === 0n || (a / b) * b + (a % b) === a);
    check("and, or, xor", (a & b) + (a | b) === a + b && (a | b) - (a & b) === (a ^ b) && ~(a & b) === (~a | ~b));
    check("order", (a < b) === (b - a > 0n) && (a === b) === (a - b === 0n));
  }
}
console.log([...wrong].join() || "right"); // expect: right
let n = (1n << 64n) - 2n;
n++; n++; n++;
console.log(n, n-- - 2n, --n, -(-n), typeof -0n, 0n === -0n); // expect: 18446744073709551617n 18446744073709551615n 18446744073709551615n 18446744073709551615n bigint true
console.log((-18446744073709551615n).toString(), (255n).toString(16), (-(1n << 383n)).toString(36).length, BigInt("  0012 "), BigInt("-" + "9".repeat(40))); // expect: -18446744073709551615 ff 76 12n -9999999999999999999999999999999999999999n
for (const f of [() => 1n / 0n, () => 1n % 0n, () => (1n << 70n) / 0n, () => (1n << 70n) % 0n]) {
  try {
    f();
  } catch (error) {
    console.log(error.name); // expect: RangeError
  }
}
// expect: RangeError
// expect: RangeError
// expect: RangeError
