function identity<T>(x: T): T { return x; }
const arrow = <T,>(x: T) => x;
const constrained = async <T extends { n: number }>(x: T): Promise<number> => x.n;
class Box<out T = number> { constructor(public value: T) {} map<U>(f: (x: T) => U): Box<U> { return new Box<U>(f(this.value)); } }
console.log(identity<number>(1), arrow<string>("a"), new Box<number>(2).map<string>((x) => "b" + x).value); // expect: 1 a b2
constrained({ n: 3 }).then(console.log); // expect: 3
