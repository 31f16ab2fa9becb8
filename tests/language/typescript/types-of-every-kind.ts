type F = new (...args: any[]) => object;
type G = abstract new () => void;
type U = | "a" | 1n | -1 | true | null | undefined | unique symbol;
type T = [first: string, second?: number, ...rest: boolean[]];
type C<X> = X extends (infer P extends string)[] ? P : X extends readonly (infer Q)[] ? Q : never;
type I = typeof import("node:fs"); type J = import("node:fs").Stats;
type P = asserts_<this_>; type asserts_<X> = X; type this_ = { self(): this; is(x: any): x is string; a(x: any): asserts x is number; b(x: any): asserts x };
type L = `a${string}b${number}`; type K = { get x(): number; set x(v: string); readonly [k: symbol]: any };
let u: typeof globalThis.Array.prototype["length"], fn: (a: number, { b }: { b: 1 }, [c]: [1]) => void;
console.log("types erased"); // expect: types erased
