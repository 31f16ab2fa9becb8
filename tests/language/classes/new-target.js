class Shape {
  constructor() {
    this.kind = new.target.name;
  }
}
class Circle extends Shape {}
console.log(new Shape().kind, new Circle().kind); // expect: Shape Circle
function plain() {
  return new.target;
}
console.log(plain()); // expect: undefined
