const a: number = 1;
let b: string | undefined, c!: boolean;
function f(this: { k: number }, x: number, y?: string, ...z: Array<number>): number {
  return x + z.length + this.k;
}
const g = (x: number): x is 5 => x === 5;
console.log(a, b, c, f.call({ k: 10 }, 1, "y", 2, 3), g(5)); // expect: 1 undefined undefined 13 true
