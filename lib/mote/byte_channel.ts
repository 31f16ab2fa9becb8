// SPDX-License-Identifier: MIT
// Web streams over what has read(), write(), end() and reset(): sockets and pipes of child processes.

const { createByteStream, WritableStream } = require("mote:internal/streams");

const WRITE_AHEAD = 64 * 1024; // bytes that a writable takes before it asks its writers to wait

/** A promise that others settle, whose rejection need not be handled. */
class Settled {
  promise: Promise<any>;
  resolve!: (value: any) => void;
  reject!: (reason: any) => void;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.promise.catch(() => {});
  }
}

// ended(): there is no more to read, or nobody wants it. failed(error): reading has failed.
function byteReadable(handle: any, ended: () => void, failed: (error: any) => void): any {
  return createByteStream({
    async pull(controller: any) {
      let bytes;
      try {
        bytes = await handle.read();
      } catch (error) {
        failed(error);
        throw error;
      }
      if (bytes !== null) {
        controller.enqueue(bytes);
        return;
      }
      controller.close();
      ended();
    },
    cancel: ended,
  }, 0);
}

const sizeOf = (chunk: any): number => chunk?.byteLength ?? chunk?.length ?? 1;

function byteWritable(handle: any, ended: () => void, failed: (error: any) => void): any {
  return new WritableStream({
    async write(chunk: any) {
      try {
        await handle.write(chunk);
      } catch (error) {
        failed(error);
        throw error;
      }
    },
    async close() {
      await handle.end();
      ended();
    },
    async abort(reason: any) {
      const reset = handle.reset();
      failed(reason);
      await reset;
    },
  }, { highWaterMark: WRITE_AHEAD, size: sizeOf });
}

module.exports = { byteReadable, byteWritable, Settled };
