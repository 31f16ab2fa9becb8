console.log(Math.clz32(1), Math.clz32(0), Math.imul(0xffffffff, 5), Math.imul(3, 4), Math.abs(-5), Math.hypot(3, 4), Math.hypot(), Math.cbrt(27)); // expect: 31 32 -5 12 5 5 0 3
