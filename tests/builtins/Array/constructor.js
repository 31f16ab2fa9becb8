console.log(Array(3).length, new Array("3").length, Array(1, 2).join(), [].concat(Array(2)).length); // expect: 3 1 1,2 2
try {
  new Array(-1);
} catch (error) {
  console.log(error.name, error.message); // expect: RangeError Invalid array length
}
