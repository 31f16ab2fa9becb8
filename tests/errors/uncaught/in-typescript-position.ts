// node: strips the types and shifts the lines
interface Removed {
  a: string;
}
function fail(x: Removed | null): string {
  return x!.a;
}
fail(null);
// expect error: TypeError: Cannot read properties of null (reading 'a')
// expect stderr: in-typescript-position.ts:6
