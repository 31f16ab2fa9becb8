// command: _support/bom.js
// expect: bom
