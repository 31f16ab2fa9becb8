const x = { n: 1 } as { n: number } as any as { n: 1 | 2 };
const y = { k: [1] } satisfies Record<string, number[]>;
const z: { o?: { p?: number } } = { o: { p: 5 } };
console.log(x!.n!, y.k![0]!, z.o!.p! + 1, (z as any)!["o"]!.p, [1, 2] as const); // expect: 1 1 6 5 [ 1, 2 ]
let n: number | null = 1;
n! += 1;
(n as number) = n! + 1;
console.log(n, <any>n === n); // expect: 3 true
