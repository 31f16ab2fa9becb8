// command: -
// stdin-repeat: 500000 if(a)
// node: Node says RangeError here
// expect exit: 1
// expect stderr: Error
