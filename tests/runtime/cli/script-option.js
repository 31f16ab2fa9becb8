// command: --script %s
// node: Node has another name for it
console.log(this === globalThis); // expect: true
