// command: _support
// node: a folder is a package there
// expect exit: 1
// expect stderr: _support
