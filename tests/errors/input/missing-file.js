// command: no-such-file.js
// node: another form
// expect exit: 1
// expect stderr: no-such-file.js
