// SPDX-License-Identifier: MIT
// node:tty: whether a descriptor is a terminal, and the class of process.stdout on one.

const { isTerminal } = require("mote:internal");
const { Output } = require("mote:internal/stdio");

module.exports = {
  isatty: (fd: unknown) => Number.isInteger(fd) && (fd as number) >= 0 && (fd as number) <= 2147483647 && isTerminal(fd),
  WriteStream: Output,
};
