// command: -
// stdin-repeat: 300000 `${
// node: Node says RangeError here
// expect exit: 1
// expect stderr: Error
