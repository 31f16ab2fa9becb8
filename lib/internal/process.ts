// SPDX-License-Identifier: MIT
// The parts of process that are written in JavaScript; each is made when it is first looked at.

const { stdout, stderr } = require("mote:internal/stdio");

type WarningOptions = { type?: string; code?: string; detail?: string };

// process.emitWarning: said on standard error in the next tick, after the listeners of "warning" heard it.
function emitWarning(warning: any, type?: string | WarningOptions, code?: string): void {
  const options: WarningOptions = typeof type === "object" && type !== null ? type : { type, code };
  if (typeof warning === "string") {
    const message = warning;
    warning = new Error(message);
    warning.name = options.type ?? "Warning";
  } else if (!(warning instanceof Error)) {
    const error = new TypeError('The "warning" argument must be of type string or an instance of Error.');
    throw Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
  }
  if (options.code !== undefined) warning.code = options.code;
  if (options.detail !== undefined) warning.detail = options.detail;
  const isDeprecation = warning.name === "DeprecationWarning";
  if (isDeprecation && (process as any).noDeprecation) return;
  process.nextTick(() => {
    if (isDeprecation && (process as any).throwDeprecation) throw warning;
    (process as any).emit("warning", warning);
    const label = warning.code ? `[${warning.code}] ` : "";
    const detail = typeof warning.detail === "string" ? `${warning.detail}\n` : "";
    stderr.write(`(mote:${process.pid}) ${label}${warning.name}: ${warning.message}\n${detail}`);
  });
}

module.exports = { stdout, stderr, emitWarning };
