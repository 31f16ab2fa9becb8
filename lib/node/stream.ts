// SPDX-License-Identifier: MIT
// node:stream (https://nodejs.org/api/stream.html): so far the base class Stream alone, with the pipe
// that streams of the old style use: `data`, `end` and `close` events one way, `pause` and `resume` the other.

const EventEmitter = require("events");

const Stream: any = function Stream(this: any, options?: any) {
  EventEmitter.call(this, options);
};
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

Stream.prototype.pipe = function pipe(this: any, target: any, options?: { end?: boolean }) {
  const source = this;
  const onData = (chunk: unknown) => {
    if (target.writable && target.write(chunk) === false) source.pause?.();
  };
  const onDrain = () => {
    if (source.readable) source.resume?.();
  };
  let ended = false;
  const onEnd = () => {
    if (!ended) target.end();
    ended = true;
  };
  const onClose = () => {
    if (!ended && typeof target.destroy === "function") target.destroy();
    ended = true;
  };
  // An error that nobody else hears of is thrown.
  const onError = function (this: any, error: unknown) {
    unpipe();
    if (this.listenerCount("error") === 0) this.emit("error", error);
  };
  const ends = target._isStdio || options?.end === false ? [] : [["end", onEnd], ["close", onClose]];
  const listeners: [any, string, any][] = [
    [source, "data", onData], [target, "drain", onDrain], ...ends.map(([name, f]) => [source, name, f]) as any,
    [source, "error", onError], [target, "error", onError],
  ];
  const unpipe = () => {
    for (const [emitter, name, listener] of listeners) emitter.removeListener(name, listener);
  };
  listeners.push([source, "end", unpipe], [source, "close", unpipe], [target, "close", unpipe]);
  for (const [emitter, name, listener] of listeners)
    if (name === "error") emitter.prependListener(name, listener);
    else emitter.on(name, listener);
  target.emit("pipe", source);
  return target;
};

module.exports = Stream;
Stream.Stream = Stream;
