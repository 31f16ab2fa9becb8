// command: _support/binary.js
// expect error: SyntaxError
