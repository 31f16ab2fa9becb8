// SPDX-License-Identifier: MIT
// The environment in which one file of the web-platform-tests runs: mote wpt-environment.cjs CHECKOUT PATH[?VARIANT]
//
// testharness.js takes mote for a shell. Each result is a line "WPT STATUS<tab>NAME<tab>MESSAGE" on standard output;
// "WPT END" follows the last. What the file fetches of the checkout is read from there; with WPT_SERVER=http://host:port
// in the environment, everything else comes from that server, which serves the checkout.
"use strict";

const fs = require("fs");
const path = require("path");
const vm = require("vm");

const [, , checkout, name] = process.argv;
const [file, variant = ""] = name.split(/(?=[?#])/);
const server = process.env.WPT_SERVER || "http://web-platform.test:8000";
const output = process.stdout, oneLine = (text) => JSON.stringify(`${text}`.toWellFormed()).slice(1, -1);
const write = (...parts) => output.write(`WPT ${parts.join("\t")}\n`);
const report = typeof reportError === "function" ? reportError : (error) => process.nextTick(() => { throw error; });

// ---- files ------------------------------------------------------------------------

// The file that an address relative to the test means, or undefined.
function locate(address) {
  const plain = `${address}`.replace(server, "").replace(/[?#].*$/s, "");
  if (/^[a-z][a-z0-9+.-]*:/i.test(plain) || plain === "") return undefined;
  const whole = path.join(checkout, plain.startsWith("/") ? plain : path.join(path.dirname(file), plain));
  return whole.startsWith(checkout) && !whole.endsWith(".py") && fs.existsSync(whole) && fs.statSync(whole).isFile() ? whole : undefined;
}

// What the checkout's server puts into files with ".sub." in their names.
function substitute(text, whole) {
  if (!/\.sub\./.test(whole)) return text;
  const { hostname, port } = new URL(server);
  const values = { host: hostname, "ports[http][0]": port, "ports[http][1]": port, "ports[https][0]": "8443", "domains[]": hostname,
    "domains[www]": `www.${hostname}`, "domains[www1]": `www1.${hostname}`, "domains[www2]": `www2.${hostname}`,
    "hosts[alt][]": `not-${hostname}` };
  return text.replace(/\{\{([^}]*)\}\}/g, (all, key) => values[key] ?? all);
}

const read = (whole) => substitute(fs.readFileSync(whole, "utf8"), whole);

function run(text, filename) {
  try {
    vm.runInThisContext(text, { filename });
  } catch (error) {
    report(error);
  }
}

function load(address) {
  if (/\/testharness(report)?\.js$/.test(address)) return;
  if (address === "/resources/WebIDLParser.js") address = "/resources/webidl2/lib/webidl2.js";
  const whole = locate(address);
  if (whole === undefined) throw new Error(`no script ${address}`);
  run(read(whole), whole);
}

// ---- the global object ------------------------------------------------------------

function defineGlobals(isWindow) {
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  if (!("self" in globalThis)) define("self", globalThis);
  // Most of mote's globals are accessors until they are looked at; tests of interfaces want to see the data properties.
  for (const name of Object.getOwnPropertyNames(globalThis)) globalThis[name];
  define("GLOBAL", { isWindow: () => isWindow, isWorker: () => !isWindow, isShadowRealm: () => false });
  define("importScripts", (...addresses) => addresses.forEach(load));
  const isGlobal = { [Symbol.hasInstance]: (value) => value === globalThis };
  for (const name of isWindow ? ["Window"] : ["WorkerGlobalScope", "DedicatedWorkerGlobalScope"]) define(name, isGlobal);
  if (isWindow) define("window", globalThis);
  if (isWindow) define("document", { createElement: () => ({}), getElementById: () => null, getElementsByTagName: () => [] });
  if (typeof URL === "function") define("location", new URL(server + "/" + file + variant));
  else define("location", { href: server + "/" + file + variant, search: variant.startsWith("?") ? variant : "", hash: "", protocol: "http:" });
  if (!("FileReader" in globalThis) && !/^FileAPI\/idlharness/.test(file)) define("FileReader", BlobReader);
  define("fetch", localFetch(globalThis.fetch));
}

const TYPES = { ".json": "application/json", ".txt": "text/plain", ".html": "text/html", ".js": "text/javascript", ".idl": "text/plain" };

// fetch(), but for files of the checkout.
function localFetch(fetch) {
  return async function (input, init) {
    const whole = typeof input === "string" && (!init || !init.method) ? locate(input) : undefined;
    if (whole === undefined) return fetch(typeof input === "string" ? new URL(input, location.href).href : input, init);
    const bytes = fs.readFileSync(whole);
    if (typeof Response === "function")
      return new Response(bytes, { headers: { "content-type": TYPES[path.extname(whole)] ?? "application/octet-stream" } });
    const text = new TextDecoder().decode(bytes);
    return { ok: true, status: 200, text: async () => text, json: async () => JSON.parse(text), arrayBuffer: async () => bytes.slice().buffer };
  };
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
  for (const [key, value] of metadata(text)) if (key === "script") load(value);
  run(text, whole);
}

function runPage(text, whole) {
  for (const [, attributes, content] of text.matchAll(/<script\b([^>]*)>(.*?)<\/script>/gis)) {
    const source = /\bsrc\s*=\s*["']?([^"'\s>]+)/i.exec(attributes);
    if (source) load(source[1]);
    else if (!/type\s*=\s*["']?(?!text\/javascript)\w/i.test(attributes)) run(content, whole);
  }
  setTimeout(() => globalThis.dispatchEvent?.(new Event("load")));
}

const STATUS = ["PASS", "FAIL", "TIMEOUT", "NOTRUN", "PASS"];
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

const whole = path.join(checkout, file), text = read(whole);
const isPage = file.endsWith(".html");
vm.runInThisContext(fs.readFileSync(path.join(checkout, "resources/testharness.js"), "utf8"), { filename: "testharness.js" });
watchResults();
defineGlobals(isPage || file.endsWith(".window.js") || /^\/\/ META: *global=window\s*$/m.test(text));
if (isPage) runPage(text, whole);
else runScript(text, whole);
