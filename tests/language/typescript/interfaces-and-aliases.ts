interface Shape extends Object { readonly area: number; scale?(by: number): this; [key: string]: unknown; new (x: number): Shape; (y: string): void }
type Id<T = string> = T extends string ? `id-${T}` : never;
type Keys = keyof { a: 1 }; type Elem = Keys[][number];
type Mapped = { readonly [K in Keys as `get${K}`]?: () => K } & { -readonly [K in Keys]-?: 1 };
declare const ambient: number;
declare function missing(): void;
declare module "x" { export const y: number }
declare global { interface Window {} }
const interface_ = 1, type = 2, declare = 3;
console.log(interface_ + type + declare); // expect: 6
export {};
