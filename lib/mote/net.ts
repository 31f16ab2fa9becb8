// SPDX-License-Identifier: MIT
// mote:net: TCP, TLS, Unix and UDP sockets, and names. Sockets are pairs of web streams over the low-level objects of
// mote:internal/net, whose reads and writes are async host functions.

const native = require("mote:internal/net");
const { setTimeout, clearTimeout } = require("mote:internal/timers");
const { abortable, addAbortAlgorithm, removeAbortAlgorithm, optionsOf, signalOf } = require("mote:internal/options");
const { byteReadable, byteWritable, Settled } = require("mote:internal/byte_channel");

const secret = Symbol();

type Address = { address: string; port: number; family: "IPv4" | "IPv6" };
/** What TLS has agreed on. `certificate` is the other side's, in Node's form. */
type TlsInfo = {
  protocol: string | null; version: string; cipher: string; serverName: string | null; resumed: boolean;
  authorizationError: string | null; certificate: any;
};
/**
 * cert, key, ca: PEM texts. Clients: the certificate must be valid for `servername`, by default the host's name; an
 * object that is used again is not read again.
 */
type TlsOptions = {
  cert?: string | Uint8Array; key?: string | Uint8Array; passphrase?: string; ca?: string | Uint8Array;
  rejectUnauthorized?: boolean; requestCert?: boolean; servername?: string; protocols?: string[];
  minVersion?: string; maxVersion?: string; ciphers?: string; names?: Record<string, { cert: string; key: string }>;
};
type ConnectOptions = {
  hostname?: string; port?: number; path?: string; tls?: boolean | TlsOptions; signal?: any; noDelay?: boolean; keepAlive?: number;
};
type ListenOptions = {
  port?: number; hostname?: string; path?: string; backlog?: number; reusePort?: boolean; ipv6Only?: boolean; tls?: TlsOptions; signal?: any;
};

function argumentError(message: string): TypeError {
  return Object.assign(new TypeError(message), { code: "ERR_INVALID_ARG_TYPE" });
}

// ---- sockets ------------------------------------------------------------------------------------

let watchSignal: (socket: Socket, signal: any) => void;

/** A connection. Its halves end one by one; when both have ended it is closed. */
class Socket {
  #handle: any;
  #readable: any;
  #writable: any;
  #tls: TlsInfo | null;
  #remote: Address | null;
  #local: Address | null;
  #closed = new Settled();
  #inputEnded = false;
  #outputEnded = false;
  #forgetSignal: (() => void) | undefined;

  constructor(token: symbol, handle: any) {
    if (token !== secret) throw new TypeError("Illegal constructor");
    this.#handle = handle;
    this.#tls = handle.tlsInfo();
    this.#remote = handle.remoteAddress();
    this.#local = handle.localAddress();
  }

  /** A readable byte stream of what the other side sends. It errors where the connection is reset. */
  get readable(): any {
    return (this.#readable ??= byteReadable(this.#handle, () => this.#halfEnded("input"), (error: any) => this.#fail(error)));
  }
  /** Takes Uint8Arrays (or other buffers) and strings. close() ends this half; abort() resets the connection. */
  get writable(): any {
    return (this.#writable ??= byteWritable(this.#handle, () => this.#halfEnded("output"), (error: any) => this.#fail(error)));
  }
  /** The next bytes, or null at the end: `readable` without a stream. */
  async read(): Promise<Uint8Array | null> {
    try {
      const bytes = await this.#handle.read();
      if (bytes === null) this.#halfEnded("input");
      return bytes;
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }
  /** Done when the system has taken the bytes: `writable` without a stream. */
  async write(data: string | ArrayBufferView | ArrayBuffer): Promise<void> {
    try {
      await this.#handle.write(data);
    } catch (error) {
      if (!(error instanceof TypeError)) this.#fail(error);
      throw error;
    }
  }

  /** { address, port, family }; null: a Unix socket. */
  get localAddress(): Address | null {
    return this.#local;
  }
  get remoteAddress(): Address | null {
    return this.#remote;
  }
  /** null: there is no TLS. */
  get tls(): TlsInfo | null {
    return this.#tls;
  }
  /** Fulfilled when the socket is closed; rejected where it failed. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  /** Sends what was written, ends both halves, and closes. */
  async close(): Promise<void> {
    this.#inputEnded = true;
    this.#outputEnded = true;
    try {
      await this.#handle.end();
    } catch {
      // the other side is gone already
    }
    await this.#destroy(undefined);
  }
  /** Closes at once, so that the other side gets an error. */
  async reset(reason: any = undefined): Promise<void> {
    this.#inputEnded = true;
    this.#outputEnded = true;
    if (reason !== undefined) this.#closed.reject(reason);
    await this.#handle.reset();
    this.#finish();
  }
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Goes on with TLS on this connection, as a client: a new Socket. This one must not be used any more. */
  async startTls(options: TlsOptions = {}): Promise<Socket> {
    await secure(this.#handle, options, options.servername ?? null, "");
    return new Socket(secret, this.#handle);
  }
  setNoDelay(on = true): this {
    this.#handle.setNoDelay(on);
    return this;
  }
  /** seconds: how long the connection is idle before the other side is asked whether it is there. */
  setKeepAlive(on = true, seconds = 60): this {
    this.#handle.setKeepAlive(on, seconds);
    return this;
  }
  ref(): this {
    this.#handle.ref();
    return this;
  }
  unref(): this {
    this.#handle.unref();
    return this;
  }

  #halfEnded(half: "input" | "output"): void {
    if (half === "input") this.#inputEnded = true;
    else this.#outputEnded = true;
    if (this.#inputEnded && this.#outputEnded) this.#destroy(undefined);
  }
  #fail(error: any): void {
    this.#closed.reject(error);
    this.#destroy(error);
  }
  async #destroy(error: any): Promise<void> {
    await this.#handle.close();
    if (error === undefined) this.#finish();
    else this.#forgetSignal?.();
  }
  #finish(): void {
    this.#forgetSignal?.();
    this.#closed.resolve(undefined);
  }

  static {
    watchSignal = (socket, signal) => {
      const onAbort = () => void socket.reset(signal.reason);
      addAbortAlgorithm(signal, onAbort);
      socket.#forgetSignal = () => removeAbortAlgorithm(signal, onAbort);
    };
  }
}

// What is made of options objects, each once: the context that its connections share, so that sessions are resumed.
const contexts = new WeakMap<object, any>();

// undefined: the context of all connections that have no options.
function contextOf(tls: true | TlsOptions): any {
  if (tls === true || Object.keys(tls).every((key) => key === "servername")) return undefined;
  let context = contexts.get(tls);
  if (!context) contexts.set(tls, (context = native.tlsContext(tls, false)));
  return context;
}

// A handshake as a client.
async function secure(handle: any, tls: true | TlsOptions, host: string | null, service: string): Promise<void> {
  await handle.startTls(contextOf(tls), host, service);
}

// ---- connecting ---------------------------------------------------------------------------------

const ATTEMPT_DELAY = 250; // milliseconds: RFC 8305

// IPv6 and IPv4 take turns, beginning with what the system prefers.
function takeTurns(addresses: any[]): any[] {
  const first = addresses.filter((each) => each.family === addresses[0].family);
  const others = addresses.filter((each) => each.family !== addresses[0].family);
  const out = [];
  for (let i = 0; i < Math.max(first.length, others.length); i++) {
    if (i < first.length) out.push(first[i]);
    if (i < others.length) out.push(others[i]);
  }
  return out;
}

// Attempts to connect to one of several addresses: another one is tried when the last has failed, or takes long.
class Attempts {
  #addresses: any[];
  #port: number;
  #next = 0;
  #open = new Set<any>();
  #errors: any[] = [];
  #timer: any;
  #over = false;
  #resolve!: (handle: any) => void;
  #reject!: (error: any) => void;

  constructor(addresses: any[], port: number) {
    this.#addresses = addresses;
    this.#port = port;
  }
  run(): Promise<any> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#tryNext();
    });
  }
  stop(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    for (const handle of this.#open) handle.close();
    this.#open.clear();
  }
  async #tryNext(): Promise<void> {
    clearTimeout(this.#timer);
    const handle = native.tcp(), { address } = this.#addresses[this.#next++];
    this.#open.add(handle);
    if (this.#next < this.#addresses.length) this.#timer = setTimeout(() => void this.#tryNext(), ATTEMPT_DELAY);
    try {
      await handle.connect(address, this.#port);
      if (this.#over) return;
      this.#open.delete(handle);
      this.stop();
      this.#resolve(handle);
    } catch (error) {
      this.#open.delete(handle);
      handle.close();
      if (!this.#over) this.#failed(error);
    }
  }
  #failed(error: any): void {
    this.#errors.push(error);
    if (this.#next < this.#addresses.length) void this.#tryNext();
    else if (this.#open.size === 0) this.#reject(this.#summary());
  }
  #summary(): any {
    if (this.#errors.length === 1) return this.#errors[0];
    const message = this.#errors.map((each) => each.message).join("; ");
    return Object.assign(new AggregateError(this.#errors, message), { code: this.#errors[0].code });
  }
}

async function addressesOf(hostname: string): Promise<any[]> {
  const family = native.addressFamily(hostname);
  return family ? [{ address: hostname, family }] : takeTurns(await native.lookup(hostname, 0));
}

async function connectTcp(hostname: string, port: number, signal: any): Promise<any> {
  const addresses = await abortable(signal, () => addressesOf(hostname), () => {});
  const attempts = new Attempts(addresses, port);
  return await abortable(signal, () => attempts.run(), () => attempts.stop());
}

async function connectPath(path: string, signal: any): Promise<any> {
  const handle = native.pipe();
  try {
    await abortable(signal, () => handle.connectPath(path), () => {});
    return handle;
  } catch (error) {
    handle.close();
    throw error;
  }
}

function portOf(value: any): number {
  if (typeof value !== "number") throw argumentError('The "options.port" property must be of type number.');
  if (Number.isInteger(value) && value >= 0 && value <= 65535) return value;
  throw Object.assign(new RangeError(`The "options.port" property must be from 0 to 65535. Received ${value}`), { code: "ERR_SOCKET_BAD_PORT" });
}

function textOf(value: any, name: string): string {
  if (typeof value !== "string") throw argumentError(`The "options.${name}" property must be of type string.`);
  if (!value.includes("\0")) return value;
  throw Object.assign(new TypeError(`The "options.${name}" property must be without null bytes.`), { code: "ERR_INVALID_ARG_VALUE" });
}

/**
 * Connects to `hostname` (by default "localhost") and `port`, or to the Unix socket `path`. Small writes leave at once
 * (noDelay) unless it is false. keepAlive: seconds. signal: aborts connecting, and resets the socket later.
 */
async function connect(options: ConnectOptions): Promise<Socket> {
  const { hostname = "localhost", port, path, tls, noDelay = true, keepAlive, ...rest } = optionsOf(options);
  const signal = signalOf(rest);
  let handle: any;
  if (path !== undefined) {
    handle = await connectPath(textOf(path, "path"), signal);
  } else {
    handle = await connectTcp(textOf(hostname, "hostname"), portOf(port), signal);
    if (noDelay) handle.setNoDelay(true);
    if (keepAlive) handle.setKeepAlive(true, keepAlive);
  }
  try {
    const host = tls?.servername ?? (path === undefined ? hostname : null);
    if (tls) await abortable(signal, () => secure(handle, tls, host, `${path ?? port}`), () => {});
  } catch (error) {
    handle.close();
    throw error;
  }
  const socket = new Socket(secret, handle);
  if (signal) watchSignal(socket, signal);
  return socket;
}

// ---- listening ----------------------------------------------------------------------------------

const HANDSHAKE_LIMIT = 10_000; // milliseconds

/** An async iterable of the connections that arrive. Open, it keeps the process alive, unless unref() was called. */
class Listener {
  #handle: any;
  #context: any; // of TLS
  #address: any;
  #waiting: ((socket: Socket | null) => void)[] = [];
  #ready: Socket[] = [];
  #isAccepting = false;
  #isClosed = false;
  #forgetSignal: (() => void) | undefined;

  constructor(token: symbol, handle: any, address: any, context: any, signal: any) {
    if (token !== secret) throw new TypeError("Illegal constructor");
    this.#handle = handle;
    this.#context = context;
    this.#address = address;
    if (!signal) return;
    const onAbort = () => void this.close();
    addAbortAlgorithm(signal, onAbort);
    this.#forgetSignal = () => removeAbortAlgorithm(signal, onAbort);
  }

  /** { address, port, family }, or { path }. */
  get address(): any {
    return this.#address;
  }
  /** The next connection, with TLS established; null: the listener is closed. Handshakes that fail are left out. */
  async accept(): Promise<Socket | null> {
    if (this.#context) return await this.#acceptSecure();
    const handle = await this.#handle.accept();
    return handle && new Socket(secret, handle);
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<Socket> {
    for (let socket; (socket = await this.accept()); ) yield socket;
  }
  /** Takes no more connections. Those that were accepted stay. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#forgetSignal?.();
    await this.#handle.close();
    for (const each of this.#waiting.splice(0)) each(null);
    for (const each of this.#ready.splice(0)) void each.close();
  }
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
  ref(): this {
    this.#handle.ref();
    return this;
  }
  unref(): this {
    this.#handle.unref();
    return this;
  }

  // Several handshakes go on at a time, so that a slow client delays nobody.
  #acceptSecure(): Promise<Socket | null> {
    const ready = this.#ready.shift();
    if (ready || this.#isClosed) return Promise.resolve(ready ?? null);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (!this.#isAccepting) void this.#acceptAll();
    });
  }
  async #acceptAll(): Promise<void> {
    this.#isAccepting = true;
    while (this.#waiting.length > 0 && !this.#isClosed) {
      try {
        const handle = await this.#handle.accept();
        if (handle) void this.#shakeHands(handle);
      } catch {
        // a connection that was gone before it could be accepted
      }
    }
    this.#isAccepting = false;
  }
  async #shakeHands(handle: any): Promise<void> {
    const timer = setTimeout(() => handle.close(), HANDSHAKE_LIMIT);
    try {
      await handle.startTls(this.#context, null, "");
      this.#give(new Socket(secret, handle));
    } catch {
      handle.close();
    }
    clearTimeout(timer);
  }
  #give(socket: Socket): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(socket);
    else if (this.#isClosed) void socket.close();
    else this.#ready.push(socket);
  }
}

/**
 * Listens on a port (0: any that is free) of an address or host name ("0.0.0.0" by default), or on the Unix socket `path`.
 * A name is looked up before this returns: ENOTFOUND. reusePort: others may listen there, too, and the system shares the connections out. tls: { cert, key, … }; `names` has those of
 * other server names. signal: closes it.
 */
function listen(options: ListenOptions): Listener {
  const { port, hostname = "0.0.0.0", path, backlog = 511, reusePort = false, ipv6Only = false, tls, ...rest } = optionsOf(options);
  const signal = signalOf(rest);
  signal?.throwIfAborted();
  const context = tls ? native.tlsContext(tls, true) : undefined;
  if (path !== undefined) return new Listener(secret, native.listen(textOf(path, "path"), -1, backlog, false, false), { path }, context, signal);
  const handle = native.listen(textOf(hostname, "hostname"), portOf(port), backlog, reusePort, ipv6Only);
  return new Listener(secret, handle, handle.address(), context, signal);
}

// ---- UDP ----------------------------------------------------------------------------------------

type Datagram = { data: Uint8Array; address: string; port: number; family: "IPv4" | "IPv6" };

/** A UDP socket: an async iterable of the datagrams that arrive. */
class UdpSocket {
  #handle: any;
  #address: Address;

  constructor(token: symbol, handle: any) {
    if (token !== secret) throw new TypeError("Illegal constructor");
    this.#handle = handle;
    this.#address = handle.address();
  }
  get address(): Address {
    return this.#address;
  }
  /** Sends one datagram; a host name is looked up. */
  async send(data: string | ArrayBufferView | ArrayBuffer, port: number, hostname = "127.0.0.1"): Promise<void> {
    const family = this.#address.family === "IPv6" ? 6 : 4;
    const address = native.addressFamily(hostname) ? hostname : (await native.lookup(hostname, family))[0].address;
    await this.#handle.send(data, address, port);
  }
  /** The next datagram; null: the socket is closed. */
  async receive(): Promise<Datagram | null> {
    return await this.#handle.receive();
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<Datagram> {
    for (let datagram; (datagram = await this.#handle.receive()); ) yield datagram;
  }
  /** Joins a multicast group, on the interface that has an address. */
  addMembership(group: string, interfaceAddress?: string): this {
    this.#handle.membership(true, group, interfaceAddress);
    return this;
  }
  dropMembership(group: string, interfaceAddress?: string): this {
    this.#handle.membership(false, group, interfaceAddress);
    return this;
  }
  setBroadcast(on: boolean): this {
    this.#handle.set("broadcast", on ? 1 : 0);
    return this;
  }
  setTTL(hops: number): this {
    this.#handle.set("ttl", hops);
    return this;
  }
  setMulticastTTL(hops: number): this {
    this.#handle.set("multicastTTL", hops);
    return this;
  }
  setMulticastLoopback(on: boolean): this {
    this.#handle.set("multicastLoopback", on ? 1 : 0);
    return this;
  }
  async close(): Promise<void> {
    await this.#handle.close();
  }
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
  ref(): this {
    this.#handle.ref();
    return this;
  }
  unref(): this {
    this.#handle.unref();
    return this;
  }
}

/** A socket bound to a port (0 by default: any that is free) of an address ("0.0.0.0" by default). */
function udp(options: { port?: number; hostname?: string; reuseAddress?: boolean } = {}): UdpSocket {
  const { port = 0, hostname = "0.0.0.0", reuseAddress = false } = optionsOf(options);
  return new UdpSocket(secret, native.udp(textOf(hostname, "hostname"), portOf(port), reuseAddress));
}

// ---- names --------------------------------------------------------------------------------------

/** All addresses of a name, as the system knows them: [{ address, family }]. */
async function lookup(hostname: string, options: { family?: 0 | 4 | 6 } = {}): Promise<{ address: string; family: 4 | 6 }[]> {
  const found = await native.lookup(textOf(hostname, "hostname"), optionsOf(options).family ?? 0);
  return found.map(({ address, family }: any) => ({ address, family }));
}

/** Records of DNS, in the form that node:dns gives them: A, AAAA, CAA, CNAME, MX, NS, PTR, SOA, SRV, TXT. */
async function resolve(hostname: string, type = "A"): Promise<any[]> {
  return await native.resolve(textOf(hostname, "hostname"), type);
}

/** The name of an address. */
async function reverse(address: string): Promise<string> {
  return await native.reverse(textOf(address, "address"));
}

module.exports = { connect, listen, udp, lookup, resolve, reverse, Socket, Listener, UdpSocket };
