// SPDX-License-Identifier: MIT
// The environment in which one file of the web-platform-tests runs: mote environment.cjs CHECKOUT PATH[?VARIANT]
//
// testharness.js takes mote for a shell. Each result is a line "WPT STATUS<tab>NAME<tab>MESSAGE" on standard output;
// "WPT END" follows the last. Scripts are read from the checkout; all else is fetched from WPT_SERVER, which
// server.mjs sets.
"use strict";

const vm = require("vm");
const { Scope } = require("./scope.cjs");

const [file, variant = ""] = process.argv[3].split(/(?=[?#])/);
const scope = new Scope({
  checkout: require("fs").realpathSync(process.argv[2]), server: process.env.WPT_SERVER || "http://localhost:1", file, variant,
});
const output = process.stdout, oneLine = (text) => JSON.stringify(`${text}`.toWellFormed()).slice(1, -1);
const write = (...parts) => output.write(`WPT ${parts.join("\t")}\n`);

// ---- the global object ------------------------------------------------------------

function defineGlobals(isWindow) {
  // Most of mote's globals are accessors until they are looked at; tests of interfaces want to see the data properties.
  for (const name of Object.getOwnPropertyNames(globalThis)) globalThis[name];
  scope.define(isWindow);
  if (isWindow) scope.set("document", { createElement: () => ({}), getElementById: () => null, getElementsByTagName: () => [] });
  if (isWindow) defineWindowMessages();
  if (!("FileReader" in globalThis) && !/^FileAPI\/idlharness/.test(file)) scope.set("FileReader", BlobReader);
}

// window.postMessage, to itself.
function defineWindowMessages() {
  const { port1, port2 } = new MessageChannel(), { origin } = location;
  port2.onmessage = ({ data, ports }) => globalThis.dispatchEvent(new MessageEvent("message", { data, ports, origin, source: globalThis }));
  port2.onmessageerror = () => globalThis.dispatchEvent(new MessageEvent("messageerror", { origin }));
  for (const port of [port1, port2]) port.unref?.();
  scope.set("postMessage", (message, target, transfer) => port1.postMessage(message, typeof target === "object" ? target : transfer));
  let handler;
  Object.defineProperty(globalThis, "onmessage", {
    get: () => handler,
    set(value) {
      if (!handler) addEventListener("message", (event) => handler.call(globalThis, event));
      handler = value;
    },
    configurable: true,
  });
}

// FileReader, which mote lacks, as far as tests of Blobs use it to see their bytes.
class BlobReader extends EventTarget {
  #read(promise) {
    promise.then((result) => {
      this.result = result;
      for (const type of ["load", "loadend"]) {
        const event = new ProgressEvent(type);
        this.dispatchEvent(event);
        this["on" + type]?.(event);
      }
    });
  }
  readAsText(blob) {
    this.#read(blob.text());
  }
  readAsArrayBuffer(blob) {
    this.#read(blob.arrayBuffer());
  }
}

// ---- the test ---------------------------------------------------------------------

// "// META: script=…" of the first lines.
function* metadata(text) {
  for (const [, key, value] of text.matchAll(/^\/\/ META: *(\w+)=(.*?)\s*$/gm)) yield [key, value];
}

function runScript(text, whole) {
  for (const [key, value] of metadata(text)) if (key === "script") scope.load(value);
  scope.run(text, whole);
}

function runPage(text, whole) {
  for (const [, attributes, content] of text.matchAll(/<script\b([^>]*)>(.*?)<\/script>/gis)) {
    const source = /\bsrc\s*=\s*["']?([^"'\s>]+)/i.exec(attributes);
    if (source) scope.load(source[1]);
    else if (!/type\s*=\s*["']?(?!text\/javascript)\w/i.test(attributes)) scope.run(content, whole);
  }
  setTimeout(() => globalThis.dispatchEvent?.(new Event("load")));
}

// The last: something optional is not there.
const STATUS = ["PASS", "FAIL", "TIMEOUT", "NOTRUN", "NONE"];
let ended = false;

function watchResults() {
  add_result_callback(({ name, status, message }) => write(STATUS[status], oneLine(name), oneLine(message ?? "")));
  add_completion_callback((tests, { status, message }) => {
    if (status !== 0) write("FAIL", "(harness)", oneLine(message ?? "error"));
    write("END");
    ended = true;
    process.exit(0);
  });
}

process.on("uncaughtException", (error) => process.stderr.write(`uncaught: ${error?.stack ?? error}\n`));
process.on("unhandledRejection", (error) => process.stderr.write(`rejected: ${error?.stack ?? error}\n`));
process.on("exit", () => {
  if (!ended) write("FAIL", "(harness)", "nothing is left to do, but tests have not ended");
  if (!ended) write("END");
});

const whole = scope.path(file), text = scope.read(whole);
// Some tests wait for what does not keep a program alive, like AbortSignal.timeout.
setTimeout(() => {}, 5000);

const isPage = /\.html?$/.test(file), globals = /^\/\/ META: *global=(.*)$/m.exec(text)?.[1] ?? "window,dedicatedworker";
vm.runInThisContext(scope.read(scope.path("resources/testharness.js")), { filename: "testharness.js" });
watchResults();
defineGlobals(isPage || file.endsWith(".window.js") || !/worker/.test(globals));
if (isPage) runPage(text, whole);
else runScript(text, whole);
