// SPDX-License-Identifier: MIT
// What the modules of mote do with options and signals.

const { isAbortSignal, addAbortAlgorithm, removeAbortAlgorithm } = require("mote:internal/abort");

function argumentError(message: string): TypeError {
  return Object.assign(new TypeError(message), { code: "ERR_INVALID_ARG_TYPE" });
}

function optionsOf(options: any): any {
  if (typeof options === "object" && options !== null) return options;
  throw argumentError('The "options" argument must be of type object.');
}

function signalOf({ signal }: { signal?: any }): any {
  if (signal === undefined || signal === null) return undefined;
  if (isAbortSignal(signal)) return signal;
  throw argumentError('The "options.signal" property must be an instance of AbortSignal.');
}

// The outcome of work(); where the signal aborts before, stop() is called, and its reason thrown.
async function abortable<T>(signal: any, work: () => Promise<T>, stop: () => void): Promise<T> {
  if (!signal) return await work();
  signal.throwIfAborted();
  let onAbort!: () => void;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => {
      stop();
      reject(signal.reason);
    };
  });
  addAbortAlgorithm(signal, onAbort);
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    removeAbortAlgorithm(signal, onAbort);
  }
}

module.exports = { abortable, addAbortAlgorithm, removeAbortAlgorithm, argumentError, optionsOf, signalOf };
