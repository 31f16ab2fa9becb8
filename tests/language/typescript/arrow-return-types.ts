const f = (x: number): { y: number } => ({ y: x });
const g = (a: number, b?: string): string => a + (b ?? "-");
const h = async (x?: number): Promise<void> => {};
const cond = true ? (x: number): number => x + 1 : (y: string) => y;
const t = false ? (1) : (2);
console.log(f(1).y, g(2), typeof h, (cond as any)(5), t); // expect: 1 2- function 6 2
