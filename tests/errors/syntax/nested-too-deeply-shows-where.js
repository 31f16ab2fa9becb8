// command: -
// stdin-repeat: 100000 [
// node: another form
// expect exit: 1
// expect stderr: ^
// expect stderr: Uncaught RangeError: Maximum call stack size exceeded
// expect stderr: at [stdin]:1:
