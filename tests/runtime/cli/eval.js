// command: -e "console.log(1 + 1, process.argv.length)" x y
// expect: 2 3
// node: Node's -e takes the words after it in another way
