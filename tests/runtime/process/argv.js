// args: one "two words"
console.log(process.argv.length, process.argv[2], process.argv[3], process.argv[1].endsWith("argv.js")); // expect: 4 one two words true
