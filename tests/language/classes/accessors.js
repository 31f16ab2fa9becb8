class Temperature {
  celsius = 100;
  get fahrenheit() {
    return (this.celsius * 9) / 5 + 32;
  }
  set fahrenheit(f) {
    this.celsius = ((f - 32) * 5) / 9;
  }
  static get zero() {
    return -273.15;
  }
}
const t = new Temperature();
console.log(t.fahrenheit); // expect: 212
t.fahrenheit = 32;
console.log(t.celsius, Temperature.zero); // expect: 0 -273.15
