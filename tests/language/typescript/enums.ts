enum Direction { Up, Down = 5, Left, "quoted name", Right = "r".length }
console.log(Direction.Up, Direction.Left, Direction[5], Direction["quoted name"], Direction.Right); // expect: 0 6 Down 7 1
enum Text { A = "a", B = A + "b", C = `${B}c` }
console.log(Text.B, Text.C, Object.keys(Text).join()); // expect: ab abc A,B,C
