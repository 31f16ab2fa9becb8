// A short option has its value in the next word, not behind a "=".
// node: Node takes the letters behind as its options
// command: -e=1 console.log("not this")
// expect exit: 2
// expect stderr: mote: unknown option: -e=1
