class Base {
  set value(v) {
    console.log("setter ran", v);
  }
}
class Derived extends Base {
  value = 1;
}
console.log(new Derived().value); // expect: 1
