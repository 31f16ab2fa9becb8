function f() {
  return
  1;
}
let a = 1
let b = a
++b
console.log(f(), a, b) // expect: undefined 1 2
var x = 1; { var y = 2 } var z = 3
do ; while (0) console.log(x + y + z) // expect: 6
