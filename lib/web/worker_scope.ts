// SPDX-License-Identifier: MIT
// The global scope of a worker (https://html.spec.whatwg.org/multipage/workers.html#dedicated-workers-and-the-dedicatedworkerglobalscope-interface):
// self, name, location, postMessage, close, importScripts, and that the global object is a target of events. Loaded
// at the worker's start.
//
// While somebody listens for messages, the worker runs on.

const { EventTarget, defineEventHandler, watchListeners } = require("mote:internal/events");
const { requireArguments } = require("mote:internal/web_idl");
const { post, start, setReferenced } = require("mote:internal/messaging");
const { fireLetter, transferList, isPort, endOf } = require("mote:internal/messaging_ports");
const native = require("mote:internal/worker");

const scope: any = globalThis;
const { end, name, url } = native.scope();
const CLOSED = 2; // a kind of letter; see inbox.h

function postMessage(message: any, options: any = undefined): void {
  requireArguments(arguments.length, 1, "postMessage' on 'DedicatedWorkerGlobalScope");
  const list = transferList(options);
  post(end, message, list, list?.filter(isPort).map(endOf));
}

function close(): void {
  native.close();
}

// Of file: URLs, and of paths from the working directory.
function importScripts(...urls: any[]): void {
  const { readFileSync } = require("fs"), { fileURLToPath } = require("url"), { runInThisContext } = require("vm");
  for (const each of urls) {
    const path = fileURLToPath(new scope.URL(`${each}`, url));
    runInThisContext(readFileSync(path, "utf8"), { filename: path });
  }
}

function define(key: string, value: any, enumerable = true): void {
  Object.defineProperty(scope, key, { value, writable: true, enumerable, configurable: true });
}

define("name", name);
define("postMessage", postMessage);
define("close", close);
define("importScripts", importScripts);
Object.defineProperty(scope, "location", {
  get() {
    const value = new scope.URL(url);
    define("location", value);
    return value;
  },
  enumerable: true, configurable: true,
});
for (const method of ["addEventListener", "removeEventListener", "dispatchEvent"])
  if (!(method in scope)) define(method, EventTarget.prototype[method]);
defineEventHandler(scope, "onmessage");
defineEventHandler(scope, "onmessageerror");

setReferenced(end, false);
watchListeners(scope, (type: string, count: number) => {
  if (type !== "message") return;
  setReferenced(end, count > 0);
  start(end, (kind: number, data: any, ports: any[]) => {
    if (kind !== CLOSED) fireLetter(scope, kind, data, ports);
  });
});
