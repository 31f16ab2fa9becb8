// command: -
// stdin-repeat: 1000000 (
// node: Node says RangeError here
// expect exit: 1
// expect stderr: Error
