const Named = (Base) =>
  class extends Base {
    get label() {
      return "named " + super.label;
    }
  };
class Plain {
  get label() {
    return "plain";
  }
}
console.log(new (class extends Named(Plain) {})().label); // expect: named plain
