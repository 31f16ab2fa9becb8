// SPDX-License-Identifier: MIT
// FormData (https://xhr.spec.whatwg.org/#interface-formdata), and forms as multipart/form-data
// (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data, RFC 7578).

const { expose, requireArguments, defineInspection } = require("mote:internal/web_idl");
const { Blob, isBlob, isFile, fileFrom } = require("mote:internal/blob");
const internal = require("mote:internal");

interface Entry {
  name: string;
  value: any; // a string or a File
}

let entriesOf: (form: any) => Entry[];
let isFormData: (value: any) => boolean;

const toUsvString = (value: unknown): string => `${value}`.toWellFormed();

class FormData {
  #entries: Entry[] = [];
  static {
    entriesOf = (form) => form.#entries;
    isFormData = (value) => typeof value === "object" && value !== null && #entries in value;
  }

  constructor(form: undefined = undefined) {
    if (form !== undefined)
      throw Object.assign(new TypeError("Failed to construct 'FormData': there are no forms but in documents"), { code: "ERR_INVALID_ARG_TYPE" });
  }
  // Adds an entry. A Blob becomes a File, whose name is filename, its own, or "blob".
  append(name: string, value: any, filename: string | undefined = undefined): void {
    const entries = this.#entries;
    requireArguments(arguments.length, 2, "append' on 'FormData");
    entries.push(makeEntry("append", arguments.length > 2, name, value, filename));
  }
  delete(name: string): void {
    const entries = this.#entries;
    requireArguments(arguments.length, 1, "delete' on 'FormData");
    name = toUsvString(name);
    this.#entries = entries.filter((entry) => entry.name !== name);
  }
  get(name: string): any {
    const entries = this.#entries;
    requireArguments(arguments.length, 1, "get' on 'FormData");
    name = toUsvString(name);
    return entries.find((entry) => entry.name === name)?.value ?? null;
  }
  getAll(name: string): any[] {
    const entries = this.#entries;
    requireArguments(arguments.length, 1, "getAll' on 'FormData");
    name = toUsvString(name);
    return entries.filter((entry) => entry.name === name).map((entry) => entry.value);
  }
  has(name: string): boolean {
    const entries = this.#entries;
    requireArguments(arguments.length, 1, "has' on 'FormData");
    name = toUsvString(name);
    return entries.some((entry) => entry.name === name);
  }
  // Puts an entry in the place of the first one of this name, and takes the others away.
  set(name: string, value: any, filename: string | undefined = undefined): void {
    const entries = this.#entries;
    requireArguments(arguments.length, 2, "set' on 'FormData");
    const entry = makeEntry("set", arguments.length > 2, name, value, filename);
    const at = entries.findIndex((each) => each.name === entry.name);
    if (at < 0) entries.push(entry);
    else this.#entries = entries.flatMap((each, i) => (i === at ? [entry] : each.name === entry.name ? [] : [each]));
  }
  forEach(callback: Function, thisArg: any = undefined): void {
    this.#entries;
    requireArguments(arguments.length, 1, "forEach' on 'FormData");
    if (typeof callback !== "function")
      throw Object.assign(new TypeError('The "callback" argument must be of type function.'), { code: "ERR_INVALID_ARG_TYPE" });
    for (let i = 0; i < this.#entries.length; i++) {
      const { name, value } = this.#entries[i];
      Reflect.apply(callback, thisArg, [value, name, this]);
    }
  }
  entries(): any {
    this.#entries;
    return makeIterator(this, ({ name, value }) => [name, value]);
  }
  keys(): any {
    this.#entries;
    return makeIterator(this, ({ name }) => name);
  }
  values(): any {
    this.#entries;
    return makeIterator(this, ({ value }) => value);
  }
}
expose(FormData);
Object.defineProperty(FormData.prototype, Symbol.iterator,
  { value: FormData.prototype.entries, writable: true, configurable: true });
for (const [name, value] of [["append", 2], ["set", 2], ["forEach", 1]] as [keyof FormData, number][])
  Object.defineProperty(FormData.prototype[name], "length", { value });

function makeEntry(operation: string, hasFilename: boolean, name: unknown, value: any, filename: unknown): Entry {
  if (hasFilename && !isBlob(value))
    throw Object.assign(new TypeError(`Failed to execute '${operation}' on 'FormData': parameter 2 is not of type 'Blob'`),
      { code: "ERR_INVALID_ARG_TYPE" });
  name = toUsvString(name);
  if (!isBlob(value)) return { name: name as string, value: toUsvString(value) };
  if (filename !== undefined) value = fileFrom(value, toUsvString(filename), isFile(value) ? value.lastModified : undefined);
  else if (!isFile(value)) value = fileFrom(value, "blob");
  return { name: name as string, value };
}

// ---- iteration --------------------------------------------------------------------

interface Position {
  form: any;
  index: number;
  select: (entry: Entry) => any;
}
let positionOf: (iterator: any) => Position;

class FormDataIterator {
  #position: Position;
  static {
    positionOf = (iterator) => iterator.#position;
  }
  constructor(position: Position) {
    this.#position = position;
  }
}
const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
const prototype = Object.create(IteratorPrototype, {
  next: {
    value: function next(this: any) {
      const position = positionOf(this), entry = entriesOf(position.form)[position.index];
      if (!entry) return { value: undefined, done: true };
      position.index++;
      return { value: position.select(entry), done: false };
    },
    writable: true, enumerable: true, configurable: true,
  },
  [Symbol.toStringTag]: { value: "FormData Iterator", configurable: true },
});
FormDataIterator.prototype = prototype;

function makeIterator(form: any, select: (entry: Entry) => any): any {
  return Object.setPrototypeOf(new FormDataIterator({ form, index: 0, select }), prototype);
}

// ---- encoding ---------------------------------------------------------------------

const withCrlf = (text: string): string => text.replace(/\r\n?|\n/g, "\r\n");
const ESCAPES: Record<string, string> = { "\n": "%0A", "\r": "%0D", '"': "%22" };
const escaped = (text: string): string => text.replace(/[\n\r"]/g, (c) => ESCAPES[c]);

// { body, type }: a Blob with the form, which shares the bytes of its files, and the Content-Type.
function encodeMultipart(form: any): { body: any; type: string } {
  const boundary = `----moteFormBoundary${require("mote:internal/crypto").randomUUID().replaceAll("-", "")}`;
  const parts: any[] = [];
  for (const { name, value } of entriesOf(form)) {
    let head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(withCrlf(name))}"`;
    if (typeof value === "string") parts.push(`${head}\r\n\r\n${withCrlf(value)}\r\n`);
    else
      parts.push(`${head}; filename="${escaped(value.name)}"\r\nContent-Type: ${value.type || "application/octet-stream"}\r\n\r\n`,
        value, "\r\n");
  }
  parts.push(`--${boundary}--\r\n`);
  return { body: new Blob(parts), type: `multipart/form-data; boundary=${boundary}` };
}

// ---- parsing ----------------------------------------------------------------------

function malformed(what: string): never {
  throw new TypeError(`The body is no multipart/form-data: ${what}`);
}

// The boundary that a Content-Type names.
function boundaryOf(contentType: string): string {
  const match = /;\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/i.exec(contentType);
  const boundary = match?.[1]?.replace(/\\(.)/g, "$1") ?? match?.[2] ?? "";
  if (boundary === "") malformed("its Content-Type has no boundary");
  return boundary;
}

const textOf = (bytes: Uint8Array, start: number, end: number): string => internal.decode(bytes, "utf8", start, end);

// A form of the bytes of a body with this Content-Type. Throws a TypeError where it is not well-formed.
function parseMultipart(bytes: Uint8Array, contentType: string): FormData {
  const boundary = boundaryOf(contentType), form = new FormData();
  const delimiter = new Uint8Array(internal.encode(`\r\n--${boundary}`, "utf8"));
  const first = delimiter.subarray(2);
  let at = indexOfBytes(bytes, first, 0);
  // A preamble may stand before it, on lines of its own.
  while (at > 0 && !(bytes[at - 2] === 13 && bytes[at - 1] === 10)) at = indexOfBytes(bytes, first, at + 1);
  if (at < 0) malformed("it does not begin with the boundary");
  at += first.length;
  for (;;) {
    if (bytes[at] === 45 && bytes[at + 1] === 45) return form;
    while (bytes[at] === 32 || bytes[at] === 9) at++;
    if (bytes[at] !== 13 || bytes[at + 1] !== 10) malformed("something follows a boundary on its line");
    const head = readHead(bytes, at + 2);
    const end = indexOfBytes(bytes, delimiter, head.end - 2);
    if (end < 0) malformed("its last boundary is missing");
    addPart(form, head, bytes, end);
    at = end + delimiter.length;
  }
}

interface Head {
  name: string;
  filename: string | undefined;
  type: string;
  end: number; // where the content begins
}

// The lines of a part's head, from `at` on; an empty one is the last.
function readHead(bytes: Uint8Array, at: number): Head {
  const head: Head = { name: "", filename: undefined, type: "text/plain", end: 0 };
  let isNamed = false;
  for (;;) {
    const end = indexOfBytes(bytes, CRLF, at);
    if (end < 0) malformed("the head of a part does not end");
    const line = textOf(bytes, at, end);
    at = end + 2;
    if (line === "") break;
    const [, field, value] = /^([^:]+):[ \t]*(.*?)[ \t]*$/s.exec(line) ?? malformed("a line of a part's head has no colon");
    switch (field.trimEnd().toLowerCase()) {
      case "content-disposition":
        isNamed = readDisposition(value, head);
        break;
      case "content-type":
        head.type = value;
    }
  }
  if (!isNamed) malformed("a part has no name");
  head.end = at;
  return head;
}

const CRLF = new Uint8Array([13, 10]);
const UNESCAPES: Record<string, string> = { "%0A": "\n", "%0a": "\n", "%0D": "\r", "%0d": "\r", "%22": '"' };

function readDisposition(value: string, head: Head): boolean {
  if (!/^form-data\s*(;|$)/i.test(value)) malformed("the disposition of a part is not form-data");
  let isNamed = false;
  for (const [, key, quoted, plain] of value.matchAll(/;\s*([^=;\s]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g)) {
    const text = quoted === undefined ? plain
      : quoted.replace(/\\(["\\])/g, "$1").replace(/%0A|%0D|%22/gi, (escape) => UNESCAPES[escape]);
    if (key.toLowerCase() === "name") {
      head.name = text;
      isNamed = true;
    } else if (key.toLowerCase() === "filename") {
      head.filename = text;
    }
  }
  return isNamed;
}

// An empty part's content may begin behind its end: the line end before a boundary belongs to that.
function addPart(form: any, head: Head, bytes: Uint8Array, end: number): void {
  const start = Math.min(head.end, end);
  if (head.filename === undefined) form.append(head.name, textOf(bytes, start, end));
  else form.append(head.name, new Blob([bytes.subarray(start, end)], { type: head.type }), head.filename);
}

// Where a run of bytes is found from `at` on; -1: nowhere.
function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, at: number): number {
  for (;;) {
    at = bytes.indexOf(wanted[0], at);
    if (at < 0 || at + wanted.length > bytes.length) return -1;
    let i = 1;
    while (i < wanted.length && bytes[at + i] === wanted[i]) i++;
    if (i === wanted.length) return at;
    at++;
  }
}

// console.log shows the entries as an object; those of one name as an array.
defineInspection(FormData, (form: any) => {
  const shown: Record<string, any> = {};
  for (const { name, value } of entriesOf(form)) {
    const all = entriesOf(form).filter((entry) => entry.name === name);
    Object.defineProperty(shown, name,
      { value: all.length > 1 ? all.map((entry) => entry.value) : value, enumerable: true, configurable: true, writable: true });
  }
  return shown;
});

module.exports = { FormData, isFormData, encodeMultipart, parseMultipart };
