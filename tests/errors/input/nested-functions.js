// command: -
// stdin-repeat: 300000 x=>
// node: Node says RangeError here
// expect exit: 1
// expect stderr: Error
