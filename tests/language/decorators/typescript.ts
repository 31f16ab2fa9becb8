// Decorators with types around them; erased members take theirs along.
// node: Node has no decorators yet
function logged<This, Args extends unknown[], R>(method: (this: This, ...args: Args) => R, context: ClassMethodDecoratorContext) {
  return function (this: This, ...args: Args): R {
    console.log("call", String(context.name));
    return method.call(this, ...args);
  };
}
const seal = (c: Function, _: ClassDecoratorContext): void => void Object.seal(c);
const never = (): any => { throw new Error("of something erased"); };
@seal
abstract class Base<T> {
  constructor(protected readonly value: T) {}
  @logged
  public get(): T { return this.value; }
  abstract other(): void;
  declare x: number;
}
@seal export class Derived extends Base<number> {
  @logged override other(this: Derived): void {}
}
const d = new Derived(4);
d.other();
console.log(d.get(), Object.isSealed(Base), Object.isSealed(Derived));
// expect: call other
// expect: call get
// expect: 4 true true
