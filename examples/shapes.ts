// Abstract classes, namespaces, enums and generics: TypeScript that is compiled, not only erased.
namespace Shapes {
  export enum Kind { Circle = "circle", Square = "square" }

  export abstract class Shape {
    protected constructor(public readonly kind: Kind, private scale = 1) {}
    abstract area(): number;
    scaled(by: number): this {
      this.scale *= by;
      return this;
    }
    get size(): number {
      return this.area() * this.scale ** 2;
    }
  }

  export class Circle extends Shape {
    constructor(private radius: number) { super(Kind.Circle); }
    override area() { return Math.PI * this.radius ** 2; }
  }

  export class Square extends Shape {
    constructor(private side: number) { super(Kind.Square); }
    override area() { return this.side ** 2; }
  }
}

function largest<T extends Shapes.Shape>(shapes: readonly T[]): T | undefined {
  return shapes.reduce<T | undefined>((best, shape) => (!best || shape.size > best.size ? shape : best), undefined);
}

const shapes = [new Shapes.Circle(1), new Shapes.Square(2).scaled(0.5), new Shapes.Square(1.5)];
for (const shape of shapes) console.log(shape.kind, shape.size.toFixed(3));
console.log("largest:", largest(shapes)!.kind);
// expect: circle 3.142
// expect: square 1.000
// expect: square 2.250
// expect: largest: circle
