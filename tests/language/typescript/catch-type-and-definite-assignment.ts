let later!: number;
later = 5;
try { throw 1; } catch (e: unknown) { console.log(later, e); } // expect: 5 1
for (const x of [1] as number[]) console.log(x!); // expect: 1
label: for (let i: number = 0; i < 1; i++) continue label;
