// command: _support/empty.js
// expect exit: 0
