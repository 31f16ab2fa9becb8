// command: _support/invalid-utf8.js
// expect: 65533
