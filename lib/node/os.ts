// SPDX-License-Identifier: MIT
// node:os: the parts of it that tell where the program runs.

const { system } = require("mote:internal");

module.exports = {
  EOL: "\n",
  devNull: "/dev/null",
  arch: () => process.arch,
  availableParallelism: () => system().parallelism,
  cpus: () => Array.from({ length: system().parallelism }, () => ({ model: "", speed: 0, times: {} })),
  endianness: () => "LE",
  freemem: () => system().freemem,
  homedir: () => system().homedir,
  hostname: () => system().hostname,
  machine: () => system().machine,
  platform: () => process.platform,
  release: () => system().release,
  tmpdir: () => process.env.TMPDIR ?? system().tmpdir,
  totalmem: () => system().totalmem,
  type: () => system().sysname,
  uptime: () => system().uptime,
  version: () => system().version,
};
