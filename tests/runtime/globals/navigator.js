// What navigator tells.
console.log(navigator.userAgent === `mote/0.1.0`, navigator.hardwareConcurrency > 0, String(navigator)); // expect: true true [object Navigator]
console.log(navigator instanceof Navigator, "userAgent" in Navigator.prototype); // expect: true true
try {
  new Navigator();
} catch (error) {
  console.log(error.message); // expect: Illegal constructor
}
