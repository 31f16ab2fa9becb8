// SPDX-License-Identifier: MIT
// node:timers/promises (https://nodejs.org/api/timers.html#timers-promises-api).

type TimerOptions = { ref?: boolean; signal?: any };

function abortError(signal: any): Error {
  const error = new Error("The operation was aborted", { cause: signal.reason });
  return Object.assign(error, { name: "AbortError", code: "ABORT_ERR" });
}

// A promise that `start` settles through the callback it is given, or that a signal rejects.
function wait<T>(value: T, options: TimerOptions | undefined, start: (done: () => void) => any, stop: (timer: any) => void): Promise<T> {
  const signal = options?.signal;
  if (signal?.aborted) return Promise.reject(abortError(signal));
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      stop(timer);
      reject(abortError(signal));
    };
    const timer = start(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve(value);
    });
    if (options?.ref === false) timer.unref();
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

const startTimeout = setTimeout;
const startImmediate = setImmediate;

function timeout<T>(delay?: number, value?: T, options?: TimerOptions): Promise<T | undefined> {
  return wait(value, options, (done) => startTimeout(done, delay), clearTimeout);
}

function immediate<T>(value?: T, options?: TimerOptions): Promise<T | undefined> {
  return wait(value, options, startImmediate, clearImmediate);
}

async function* interval<T>(delay?: number, value?: T, options?: TimerOptions): AsyncGenerator<T | undefined> {
  let due = 0;
  let wake = () => {};
  const timer = setInterval(() => {
    due++;
    wake();
  }, delay);
  if (options?.ref === false) timer.unref();
  try {
    for (;;) {
      if (options?.signal?.aborted) throw abortError(options.signal);
      if (due === 0) await new Promise<void>((resolve) => (wake = resolve));
      for (; due > 0; due--) yield value;
    }
  } finally {
    clearInterval(timer);
  }
}

module.exports = {
  setTimeout: timeout,
  setImmediate: immediate,
  setInterval: interval,
  scheduler: { wait: (delay: number, options?: TimerOptions) => timeout(delay, undefined, options), yield: () => immediate() },
};
