const read = () => later;
try {
  read();
} catch (error) {
  console.log(error.name); // expect: ReferenceError
}
let later = 1;
console.log(read()); // expect: 1
