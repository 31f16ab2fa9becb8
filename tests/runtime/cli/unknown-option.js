// command: --no-such-option
// node: another exit status
// expect exit: 2
// expect stderr: --no-such-option
