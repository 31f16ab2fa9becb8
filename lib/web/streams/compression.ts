// SPDX-License-Identifier: MIT
// CompressionStream and DecompressionStream (https://compression.spec.whatwg.org/), with the formats "brotli" and "zstd"
// beside the standard's.
//
// However large a chunk, or what it decompresses to: output waits until somebody reads, piece by piece, and other
// events get their turn.

const { newPromise, resolve } = require("mote:internal/promises");
const { expose, requireArguments } = require("mote:internal/web_idl");
const { createTransform, readableOf, writableOf } = require("mote:internal/streams/transform");
const { createCodec } = require("mote:internal/compress");
const { setImmediate } = require("mote:internal/timers");

// So many pieces are worked on before others have their turn.
const PIECES_AT_A_TIME = 4;

function nextTurn(): Promise<void> {
  const promise = newPromise();
  setImmediate(resolve, promise);
  return promise;
}

// Gives what a codec makes of its input to the readable side. bounded: waits where nobody reads.
async function pump(codec: any, stream: any, finish: boolean): Promise<void> {
  for (let pieces = 1; ; pieces++) {
    const output = codec.read(finish);
    if (output === undefined) return;
    if (output !== null) {
      while (!finish && stream.backpressure && stream.readable.state === "readable") await stream.backpressureChange.get();
      stream.enqueue(output);
    }
    if (pieces % PIECES_AT_A_TIME === 0) await nextTurn();
  }
}

function createCodecStream(format: unknown, compress: boolean): any {
  const codec = createCodec(`${format}`, compress);
  if (codec === undefined)
    throw Object.assign(new TypeError(`Unsupported compression format: '${format}'`), { code: "ERR_INVALID_ARG_VALUE" });
  return createTransform({
    async transform(chunk: unknown, stream: any): Promise<void> {
      try {
        codec.push(chunk);
        await pump(codec, stream, false);
      } catch (error) {
        codec.close();
        throw error;
      }
    },
    async flush(stream: any): Promise<void> {
      try {
        await pump(codec, stream, true);
      } finally {
        codec.close();
      }
    },
    cancel: () => codec.close(),
  });
}

// Bytes in, compressed bytes out. format: "gzip", "deflate", "deflate-raw", "brotli", "zstd".
class CompressionStream {
  #stream: any;

  constructor(format: unknown) {
    requireArguments(arguments.length, 1, "CompressionStream");
    this.#stream = createCodecStream(format, true);
  }
  // What comes out: Uint8Arrays.
  get readable(): any {
    return readableOf(this.#stream);
  }
  // What goes in: ArrayBuffers and views.
  get writable(): any {
    return writableOf(this.#stream);
  }
}
expose(CompressionStream);

// Compressed bytes in, bytes out. Data that is not well formed, that ends too early, or that something follows errors
// both sides with a TypeError.
class DecompressionStream {
  #stream: any;

  constructor(format: unknown) {
    requireArguments(arguments.length, 1, "DecompressionStream");
    this.#stream = createCodecStream(format, false);
  }
  // What comes out: Uint8Arrays.
  get readable(): any {
    return readableOf(this.#stream);
  }
  // What goes in: ArrayBuffers and views.
  get writable(): any {
    return writableOf(this.#stream);
  }
}
expose(DecompressionStream);

module.exports = { CompressionStream, DecompressionStream };
