// SPDX-License-Identifier: MIT
// CountQueuingStrategy and ByteLengthQueuingStrategy (https://streams.spec.whatwg.org/#qs).

const { expose, requireArguments } = require("mote:internal/web_idl");
const { invalidArgument } = require("mote:internal/streams/support");

function highWaterMarkIn(init: any): number {
  if (init !== undefined && init !== null && typeof init !== "object" && typeof init !== "function")
    throw invalidArgument("init must be an object");
  const mark = init?.highWaterMark;
  if (mark === undefined) throw Object.assign(new TypeError("init.highWaterMark is required"), { code: "ERR_MISSING_OPTION" });
  return +mark;
}

// One function for all strategies, as the standard wants it; methods, so that they are no constructors.
const sizes = {
  byteLength: Object.defineProperty({ size: (chunk: any) => chunk.byteLength }.size, "length", { value: 1 }),
  count: { size: () => 1 }.size,
};

class ByteLengthQueuingStrategy {
  #highWaterMark: number;

  constructor(init: { highWaterMark: number }) {
    requireArguments(arguments.length, 1, "ByteLengthQueuingStrategy");
    this.#highWaterMark = highWaterMarkIn(init);
  }
  get highWaterMark(): number {
    return this.#highWaterMark;
  }
  // The function that gives a chunk's byteLength.
  get size(): (chunk: any) => number {
    this.#highWaterMark;
    return sizes.byteLength;
  }
}
expose(ByteLengthQueuingStrategy);

class CountQueuingStrategy {
  #highWaterMark: number;

  constructor(init: { highWaterMark: number }) {
    requireArguments(arguments.length, 1, "CountQueuingStrategy");
    this.#highWaterMark = highWaterMarkIn(init);
  }
  get highWaterMark(): number {
    return this.#highWaterMark;
  }
  // The function that gives 1.
  get size(): () => number {
    this.#highWaterMark;
    return sizes.count;
  }
}
expose(CountQueuingStrategy);

module.exports = { ByteLengthQueuingStrategy, CountQueuingStrategy };
