// SPDX-License-Identifier: MIT
// node:stream/web: the globals of the Streams Standard (https://nodejs.org/api/webstreams.html).

const streams = require("mote:internal/streams");

const names = ["ReadableStream", "ReadableStreamDefaultReader", "ReadableStreamBYOBReader", "ReadableStreamBYOBRequest",
  "ReadableByteStreamController", "ReadableStreamDefaultController", "TransformStream", "TransformStreamDefaultController", "WritableStream",
  "WritableStreamDefaultController", "WritableStreamDefaultWriter", "ByteLengthQueuingStrategy", "CountQueuingStrategy"];
module.exports = Object.fromEntries(names.map((name) => [name, streams[name]]));
