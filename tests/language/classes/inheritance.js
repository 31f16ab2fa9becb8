class Animal {
  constructor(name) {
    this.name = name;
  }
  speak() {
    return this.name + " makes a sound";
  }
  static make(name) {
    return new this(name);
  }
}
class Dog extends Animal {
  speak() {
    return super.speak() + ": woof";
  }
}
const dog = Dog.make("Rex");
console.log(dog.speak()); // expect: Rex makes a sound: woof
console.log(dog instanceof Dog, dog instanceof Animal); // expect: true true
console.log(Object.getPrototypeOf(Dog) === Animal); // expect: true
