// SPDX-License-Identifier: MIT
// mote:process: child processes with streams for their standard descriptors, and signals.

const native = require("mote:internal/process_native");
const { setTimeout, clearTimeout } = require("mote:internal/timers");
const { addAbortAlgorithm, removeAbortAlgorithm, argumentError, optionsOf, signalOf } = require("mote:internal/options");
const { byteReadable, byteWritable } = require("mote:internal/byte_channel");
const { DOMException } = require("mote:internal/dom_exception");

const secret = Symbol();

/** What is done with a standard descriptor: a number is a descriptor of this process. */
type Stdio = "pipe" | "inherit" | "ignore" | number;
type SpawnOptions = {
  cwd?: string; env?: Record<string, string | undefined>; stdin?: Stdio; stdout?: Stdio; stderr?: Stdio; detached?: boolean;
  uid?: number; gid?: number; argv0?: string; signal?: any; timeout?: number; killSignal?: string | number;
};
type RunOptions = SpawnOptions & { input?: string | ArrayBufferView | ArrayBuffer; encoding?: "utf8" };
/** code: null where a signal ended it. success: the code is 0. */
type Status = { code: number | null; signal: string | null; success: boolean };
type Output = Status & { stdout: any; stderr: any };

// ---- arguments ----------------------------------------------------------------------------------

function textOf(value: any, name: string): string {
  if (typeof value !== "string") throw argumentError(`The "${name}" argument must be of type string.`);
  if (!value.includes("\0")) return value;
  throw Object.assign(new TypeError(`The "${name}" argument must be a string without null bytes.`), { code: "ERR_INVALID_ARG_VALUE" });
}

function stdioOf(value: any, descriptor: number, name: string): string | number {
  if (value === "pipe" || value === "ignore") return value;
  if (value === "inherit") return descriptor;
  if (Number.isInteger(value) && value >= 0) return value;
  throw Object.assign(new TypeError(`The "options.${name}" property must be "pipe", "inherit", "ignore" or a descriptor.`), { code: "ERR_INVALID_ARG_VALUE" });
}

function environmentOf(env: any): string[] {
  if (typeof env !== "object" || env === null) throw argumentError('The "options.env" property must be of type object.');
  return Object.entries(env).filter(([, value]) => value !== undefined).map(([key, value]) => textOf(`${key}=${value}`, "options.env"));
}

function nativeOptions(command: any, args: any, options: SpawnOptions): any {
  const { cwd, env, stdin = "pipe", stdout = "pipe", stderr = "pipe", detached, uid, gid, argv0 } = options;
  const file = textOf(command, "command");
  if (file === "") throw Object.assign(new TypeError('The "command" argument must not be empty.'), { code: "ERR_INVALID_ARG_VALUE" });
  if (!Array.isArray(args)) throw argumentError('The "args" argument must be an instance of Array.');
  return {
    file, args: [argv0 === undefined ? file : textOf(argv0, "options.argv0"), ...args.map((each, i) => textOf(each, `args[${i}]`))],
    env: environmentOf(env ?? process.env), cwd: cwd === undefined ? undefined : textOf(cwd, "options.cwd"), detached, uid, gid,
    stdio: [stdioOf(stdin, 0, "stdin"), stdioOf(stdout, 1, "stdout"), stdioOf(stderr, 2, "stderr")],
  };
}

// ---- children -----------------------------------------------------------------------------------

const ignore = () => {};

async function collect(handle: any): Promise<Uint8Array> {
  const pieces = [];
  let length = 0;
  for (let bytes; handle && (bytes = await handle.read()); length += bytes.length) pieces.push(bytes);
  if (pieces.length === 1) return pieces[0];
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

let closeInput: (child: Process) => void;

/** A child process. It keeps this one alive up to its end, unless unref() was called. */
class Process {
  #child: any;
  #handles: any[];
  #streams: any[] = [];
  #pid: number;
  #status: Promise<Status>;
  #timedOut = false;

  static {
    closeInput = (child) => child.#handles[0].close();
  }
  constructor(token: symbol, [child, ...handles]: any[], options: SpawnOptions, signal: any) {
    if (token !== secret) throw new TypeError("Illegal constructor");
    this.#child = child;
    this.#handles = handles;
    this.#pid = child.pid;
    this.#status = this.#wait(options, signal);
    this.#status.catch(ignore);
  }
  async #wait({ timeout, killSignal }: SpawnOptions, signal: any): Promise<Status> {
    const onAbort = () => void this.#child.kill(killSignal);
    const timer = timeout ? setTimeout(() => {
      this.#timedOut = true;
      this.#child.kill(killSignal);
    }, timeout) : undefined;
    if (signal) addAbortAlgorithm(signal, onAbort);
    const { code, signal: name } = await this.#child.wait();
    clearTimeout(timer);
    if (signal) removeAbortAlgorithm(signal, onAbort);
    return { code, signal: name, success: code === 0 };
  }

  get pid(): number {
    return this.#pid;
  }
  /** A writable stream; null unless stdin is "pipe". */
  get stdin(): any {
    const handle = this.#handles[0];
    return handle && (this.#streams[0] ??= byteWritable(handle, () => void handle.close(), () => void handle.close()));
  }
  /** A readable byte stream; null unless stdout is "pipe". */
  get stdout(): any {
    return this.#output(1);
  }
  get stderr(): any {
    return this.#output(2);
  }
  #output(index: number): any {
    const handle = this.#handles[index];
    return handle && (this.#streams[index] ??= byteReadable(handle, () => void handle.close(), () => void handle.close()));
  }
  /** Fulfilled when the process has ended. What it wrote may still have to be read. */
  get status(): Promise<Status> {
    return this.#status;
  }
  /** Whether time ran out (options.timeout). */
  get timedOut(): boolean {
    return this.#timedOut;
  }
  /** Sends a signal, "SIGTERM" by default. Whether the process was there. */
  kill(signal?: string | number): boolean {
    return this.#child.kill(signal);
  }
  /** Ends its input, and collects what it writes up to its end. Not after stdout or stderr have been looked at. */
  async output(): Promise<Output> {
    const [stdin, ...outputs] = this.#handles;
    if (stdin && !this.#streams[0]) stdin.close();
    if (this.#streams[1] || this.#streams[2]) throw new TypeError("The output is being read by streams already");
    const [stdout, stderr, status] = await Promise.all([collect(outputs[0]), collect(outputs[1]), this.#status]);
    for (const each of outputs) each?.close();
    return { ...status, stdout, stderr };
  }
  ref(): this {
    this.#child.ref();
    return this;
  }
  unref(): this {
    this.#child.unref();
    return this;
  }
  /** Kills the process, waits for its end, and closes its pipes. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill();
    await this.#status;
    for (const each of this.#handles) each?.close();
  }
}

/**
 * Starts a program, which is looked for in PATH. stdin, stdout and stderr are pipes unless said otherwise; env replaces the
 * environment. signal and timeout (milliseconds) send killSignal ("SIGTERM"). Throws what the system says (ENOENT …).
 */
function spawn(command: string, args: string[] = [], options: SpawnOptions = {}): Process {
  const signal = signalOf(optionsOf(options));
  signal?.throwIfAborted();
  return new Process(secret, native.spawn(nativeOptions(command, args, options)), options, signal);
}

/**
 * Runs a program to its end: its status and what it wrote, as bytes, or as text with encoding "utf8". input: what it reads;
 * nothing by default. Rejected with the signal's reason, or a TimeoutError, where these ended it.
 */
async function run(command: string, args: string[] = [], options: RunOptions = {}): Promise<Output> {
  const { input, encoding, ...rest } = optionsOf(options);
  if (encoding !== undefined && encoding !== "utf8")
    throw Object.assign(new TypeError('The "options.encoding" property must be "utf8".'), { code: "ERR_INVALID_ARG_VALUE" });
  const child = spawn(command, args, { ...rest, stdin: input === undefined ? rest.stdin ?? "ignore" : "pipe" });
  if (input !== undefined) void feed(child, input);
  const output = await child.output();
  if (options.signal?.aborted) throw options.signal.reason;
  if (child.timedOut) throw new DOMException(`${command} has taken more than ${options.timeout} ms`, "TimeoutError");
  if (encoding === undefined) return output;
  const decoder = new TextDecoder();
  return { ...output, stdout: decoder.decode(output.stdout), stderr: decoder.decode(output.stderr) };
}

// A program need not read all its input. Where memory runs out here, it must not wait for the rest.
async function feed(child: any, input: any): Promise<void> {
  try {
    const writer = child.stdin.getWriter();
    await writer.write(input);
    await writer.close();
  } catch {
    closeInput(child);
  }
}

// ---- signals ------------------------------------------------------------------------------------

/** Listens for a signal. It does not keep the process alive until ref(). Ends with close(), or `using`. */
class SignalListener {
  #watcher: any;

  constructor(token: symbol, watcher: any) {
    if (token !== secret) throw new TypeError("Illegal constructor");
    this.#watcher = watcher;
  }
  ref(): this {
    this.#watcher.ref();
    return this;
  }
  unref(): this {
    this.#watcher.unref();
    return this;
  }
  close(): void {
    this.#watcher.close();
  }
  [Symbol.dispose](): void {
    this.#watcher.close();
  }
}

/** Calls a function at each signal of this name, instead of what the system would do. */
function onSignal(name: string, listener: (name: string) => void): SignalListener {
  if (typeof listener !== "function") throw argumentError('The "listener" argument must be of type function.');
  return new SignalListener(secret, native.watchSignal(textOf(name, "name"), () => listener(name)));
}

/** The signals of these names as they come: an async iterator, which keeps the process alive while somebody waits. */
function signals(...names: string[]): AsyncIterableIterator<string> & AsyncDisposable {
  if (names.length === 0) throw argumentError('The "names" argument must have at least one name.');
  const arrived: string[] = [], waiting: ((result: any) => void)[] = [];
  let watchers: any[] = [], ended = false;
  const arrive = (name: string) => {
    if (waiting.length === 0) arrived.push(name);
    else waiting.shift()!({ value: name, done: false });
    if (waiting.length === 0) for (const each of watchers) each.unref();
  };
  try {
    for (const name of names) watchers.push(native.watchSignal(textOf(name, "names"), () => arrive(name)));
  } catch (error) {
    for (const each of watchers) each.close();
    throw error;
  }
  return {
    next() {
      if (arrived.length > 0) return Promise.resolve({ value: arrived.shift()!, done: false });
      if (ended) return Promise.resolve({ value: undefined, done: true });
      for (const each of watchers) each.ref();
      return new Promise((resolve) => waiting.push(resolve));
    },
    async return(value?: any) {
      ended = true;
      for (const each of watchers) each.close();
      watchers = [];
      for (const each of waiting.splice(0)) each({ value: undefined, done: true });
      return { value, done: true };
    },
    async [Symbol.asyncDispose]() {
      await this.return!();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

module.exports = { spawn, run, signals, onSignal, Process, SignalListener };
