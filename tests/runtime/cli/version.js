// command: --version
// node: another name
// expect: mote 0.1.0
