function parse(x: string): number;
function parse(x: number): string;
function parse(x: any): any { return typeof x === "string" ? Number(x) : String(x); }
console.log(parse("5") + 1, parse(5) + 1); // expect: 6 51
export default function over(x: 1): void;
export default function over(x: any) { return x; }
