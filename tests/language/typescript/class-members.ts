abstract class Shape {
  abstract area(): number;
  abstract get name(): string;
  declare ghost: number;
  readonly sides!: number;
  static readonly count: number = 0;
  protected optional?: string;
  [index: string]: any;
  private static override_?(): void;
  method(): void;
  method(x?: number): string { return "m" + x; }
}
class Square extends Shape implements Object {
  override area(): number { return 4; }
  get name(): string { return "square"; }
}
const s = new Square();
console.log(s.area(), s.name, s.method(1), "ghost" in s, "sides" in s); // expect: 4 square m1 false true
