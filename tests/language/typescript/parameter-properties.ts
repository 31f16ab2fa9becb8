class Base { constructor(protected readonly tag: string) {} }
class User extends Base {
  constructor(public name: string, private age = 30, override readonly tag = "t") {
    super(tag + "!");
    this.age++;
  }
  show() { return [this.name, this.age, this.tag].join(); }
}
console.log(new User("ann").show()); // expect: ann,31,t
