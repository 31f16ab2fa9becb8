class Short extends ArrayBuffer {
  static get [Symbol.species]() {
    return function () {
      return new ArrayBuffer(1);
    };
  }
}
try {
  new Short(4).slice(0, 3);
} catch (error) {
  console.log(error.name); // expect: TypeError
}
class Plain extends ArrayBuffer {}
console.log(new Plain(4).slice(1, 3) instanceof Plain, new Plain(4).slice(1, 3).byteLength); // expect: true 2
