// command: --module %s
// node: Node has another name for it
console.log(this); // expect: undefined
