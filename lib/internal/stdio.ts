// SPDX-License-Identifier: MIT
// process.stdout and process.stderr, made when they are first looked at. Writing is done when write()
// returns, so there is never anything to drain.

const internal = require("mote:internal");
const Stream = require("stream");
const { Buffer } = require("buffer");

type Callback = (error?: Error | null) => void;

class Output extends Stream {
  fd: number;
  writable = true;
  _isStdio = true;
  destroyed = false;
  writableLength = 0;
  writableHighWaterMark = 16384;
  isTTY?: true;

  constructor(fd: number) {
    super();
    this.fd = fd;
    if (internal.isTerminal(fd)) this.isTTY = true;
  }

  write(chunk: any, encoding?: string | Callback, callback?: Callback): boolean {
    if (typeof encoding === "function") [encoding, callback] = [undefined, encoding];
    const plain = typeof chunk !== "string" || encoding === undefined || /^utf-?8$/i.test(encoding);
    internal.writeOutput(this.fd, plain ? chunk : Buffer.from(chunk, encoding));
    if (callback) process.nextTick(callback, null);
    return true;
  }
  end(chunk?: any, encoding?: string | Callback, callback?: Callback): this {
    if (typeof chunk === "function") [chunk, callback] = [undefined, chunk];
    if (typeof encoding === "function") [encoding, callback] = [undefined, encoding];
    if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    if (callback) process.nextTick(callback);
    return this;
  }
  cork(): void {}
  uncork(): void {}
  destroy(): this {
    return this;
  }
  setDefaultEncoding(): this {
    return this;
  }

  // ---- terminals: undefined, or of no effect, for files and pipes -----------------------

  get columns(): number | undefined {
    return internal.outputSize(this.fd)?.[0];
  }
  get rows(): number | undefined {
    return internal.outputSize(this.fd)?.[1];
  }
  getWindowSize(): [number, number] {
    return internal.outputSize(this.fd);
  }
  getColorDepth(env: Record<string, string | undefined> = process.env): number {
    if (env.NO_COLOR || env.TERM === "dumb" || !this.isTTY) return 1;
    if (env.COLORTERM === "truecolor" || env.COLORTERM === "24bit") return 24;
    return /256/.test(env.TERM ?? "") ? 8 : 4;
  }
  hasColors(count: any = 16, env: any = undefined): boolean {
    if (typeof count === "object") [count, env] = [16, count];
    return count <= 2 ** this.getColorDepth(env);
  }
  #control(sequence: string, callback?: Callback): boolean {
    return this.write(sequence, callback);
  }
  clearLine(direction: number, callback?: Callback): boolean {
    return this.#control(`\x1b[${direction < 0 ? 1 : direction > 0 ? 0 : 2}K`, callback);
  }
  clearScreenDown(callback?: Callback): boolean {
    return this.#control("\x1b[0J", callback);
  }
  cursorTo(x: number, y?: number | Callback, callback?: Callback): boolean {
    if (typeof y === "function") [y, callback] = [undefined, y];
    return this.#control(y === undefined ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`, callback);
  }
  moveCursor(dx: number, dy: number, callback?: Callback): boolean {
    const horizontal = dx < 0 ? `\x1b[${-dx}D` : dx > 0 ? `\x1b[${dx}C` : "";
    const vertical = dy < 0 ? `\x1b[${-dy}A` : dy > 0 ? `\x1b[${dy}B` : "";
    return this.#control(horizontal + vertical, callback);
  }
}
Object.defineProperty(Output, "name", { value: "WriteStream" });

module.exports = { Output, stdout: new Output(1), stderr: new Output(2) };
