console.log(String.fromCharCode(97, 0x10062), String.fromCodePoint(0x1f600, 97), String.fromCharCode().length); // expect: ab 😀a 0
try {
  String.fromCodePoint(1.5);
} catch (error) {
  console.log(error.name); // expect: RangeError
}
