// SPDX-License-Identifier: MIT
// From public streams to their internal slots: readable_stream.ts and writable.ts say how, and everybody may ask.

const { invalidArgument } = require("mote:internal/streams/support");

const none = (_value: unknown): any => undefined;
const ask = { readable: none, writable: none };

// The slots of a ReadableStream; TypeError that names the argument if it is none.
function slotsOfStream(value: unknown, what: string): any {
  const slots = ask.readable(value);
  if (slots === undefined) throw invalidArgument(`${what} must be a ReadableStream`);
  return slots;
}
function slotsOfWritable(value: unknown, what: string): any {
  const slots = ask.writable(value);
  if (slots === undefined) throw invalidArgument(`${what} must be a WritableStream`);
  return slots;
}

module.exports = { ask, slotsOfStream, slotsOfWritable };
