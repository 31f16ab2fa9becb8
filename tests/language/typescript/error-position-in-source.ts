// node: Node strips the types and shifts the lines
interface Filler {
  a: number;
}
type More = string;

function fail(x: number): never {
  throw new Error("here " + x);
}
try {
  fail(1);
} catch (error: any) {
  const line = (error as Error).stack!.split("\n")[1];
  console.log(line.includes("error-position-in-source.ts:8")); // expect: true
}
