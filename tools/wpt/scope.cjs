// SPDX-License-Identifier: MIT
// The global scope of a test or of a worker that it starts: what browsers have there and mote has not, and scripts of the
// checkout. For environment.cjs; a worker's scope is made by the program that workerProgram writes.
"use strict";

const path = require("path");
const vm = require("vm");
const files = require("./checkout.cjs");

class Scope {
  /** { checkout, server, file, variant }: folders, the server's address, and the path of what runs here. */
  constructor(options) {
    Object.assign(this, options);
    this.address = `${this.server}/${this.file}${this.variant}`;
  }

  path(file) {
    return path.join(this.checkout, file);
  }
  /** The text of a file of the checkout. */
  read(whole) {
    return files.read(whole, this.server);
  }
  /** The file that an address relative to this one means, or undefined. */
  locate(address) {
    const url = URL.parse(address, this.address);
    return url?.origin === new URL(this.server).origin ? files.locate(this.checkout, url.pathname) : undefined;
  }
  /** Runs a script; what it throws is reported. */
  run(text, filename) {
    try {
      vm.runInThisContext(text, { filename });
    } catch (error) {
      reportError(error);
    }
  }
  /** Runs a script by its address. */
  load(address) {
    if (/\/testharness(report)?\.js$/.test(address) && typeof test === "function") return;
    if (address === "/resources/WebIDLParser.js") address = "/resources/webidl2/lib/webidl2.js";
    const whole = this.locate(address);
    if (whole === undefined) throw new Error(`no script ${address}`);
    this.run(this.read(whole), whole);
  }

  set(name, value) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  define(isWindow) {
    if (!("self" in globalThis)) this.set("self", globalThis);
    this.set("GLOBAL", { isWindow: () => isWindow, isWorker: () => !isWindow, isShadowRealm: () => false });
    this.set("importScripts", (...addresses) => addresses.forEach((each) => this.load(each)));
    const isGlobal = { [Symbol.hasInstance]: (value) => value === globalThis };
    for (const name of isWindow ? ["Window"] : ["WorkerGlobalScope", "DedicatedWorkerGlobalScope"]) this.set(name, isGlobal);
    if (isWindow) this.set("window", globalThis);
    this.set("location", locationOf(new URL(this.address)));
    this.set("WebAssembly", { Memory: SharedMemory });
    if ("Worker" in globalThis) this.set("Worker", this.#workerOf(globalThis.Worker));
  }

  // Workers run files of the checkout; mote loads none over the network.
  #workerOf(Worker) {
    const program = (address, options) => this.#workerProgram(`${address}`, options);
    return new Proxy(Worker, {
      construct: (target, words, newTarget) =>
        Reflect.construct(target, words.length ? [program(words[0], words[1]), ...words.slice(1)] : [], newTarget),
    });
  }
  #workerProgram(address, options) {
    const whole = this.locate(address);
    if (whole === undefined) return address;
    if (options?.type === "module") return `file://${whole}`;
    const { pathname, search, hash } = new URL(address, this.address);
    const own = { checkout: this.checkout, server: this.server, file: pathname.slice(1), variant: search + hash };
    const text = `require(${JSON.stringify(__filename)}).runWorker(${JSON.stringify(own)})`;
    return `data:text/javascript,${encodeURIComponent(text)}`;
  }
}

// What relative addresses are meant from.
function locationOf({ href, origin, protocol, host, hostname, port, pathname, search, hash }) {
  return { href, origin, protocol, host, hostname, port, pathname, search, hash, ancestorOrigins: [], toString: () => href };
}

// common/sab.js of the checkout takes the constructor of shared buffers from here, since pages may not see it.
class SharedMemory {
  constructor({ shared } = {}) {
    if (!shared) throw new TypeError("there is no WebAssembly");
    this.buffer = new SharedArrayBuffer(0);
  }
}

/** A worker's main program. */
function runWorker(options) {
  const scope = new Scope(options), whole = scope.path(scope.file);
  scope.define(false);
  vm.runInThisContext(scope.read(whole), { filename: whole });
}

module.exports = { Scope, runWorker };
