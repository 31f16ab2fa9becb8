// SPDX-License-Identifier: MIT
// Blob and File (https://w3c.github.io/FileAPI/), and the URLs of Blobs.
//
// A Blob is a list of parts: views of buffers that nobody else sees and nobody changes. Slices, and Blobs made of
// others, share them.

const { expose, requireArguments, toDictionary, defineInspection } = require("mote:internal/web_idl");
const { copyBytes } = require("mote:internal/web");
const { encode } = require("mote:internal");

type Parts = Uint8Array[];

// Bytes of a chunk of stream(), and up to which pieces that follow each other are put together.
const CHUNK_SIZE = 65536;

const { iterator } = Symbol;
const { now } = Date;
const { apply } = Reflect;

// Reads what it is given without looking at its properties.
let partsOf: (blob: any) => Parts;
let isBlob: (value: any) => boolean;
let isFile: (value: any) => boolean;
let fromParts: (parts: Parts, type: string) => any;

const secret = Symbol();

class Blob {
  #parts: Parts;
  #size: number;
  #type: string;
  static {
    partsOf = (blob) => blob.#parts;
    isBlob = (value) => typeof value === "object" && value !== null && #parts in value;
    fromParts = (parts, type) => new Blob(secret as any, { parts, type } as any);
  }

  // parts: an iterable of strings, buffers and Blobs. options: type, a MIME type; endings: "native" makes all line
  // ends of strings "\n".
  constructor(parts: Iterable<any> | undefined = undefined, options: any = undefined) {
    if ((parts as any) === secret) {
      this.#parts = options.parts;
      this.#type = options.type;
    } else {
      const list = parts === undefined ? [] : readSequence(parts);
      const { endings, type } = readOptions(options);
      this.#parts = packParts(list, endings === "native");
      this.#type = type;
    }
    this.#size = this.#parts.reduce((size, part) => size + part.length, 0);
  }
  // Bytes.
  get size(): number {
    return this.#size;
  }
  get type(): string {
    return this.#type;
  }
  // The bytes from start to end, which count from the end where they are negative. Nothing is copied.
  slice(start: number = 0, end: number | undefined = undefined, contentType: string = ""): Blob {
    const size = this.#size, from = relative(start, size), to = end === undefined ? size : relative(end, size);
    return fromParts(cut(this.#parts, from, to), normalizeType(`${contentType}`));
  }
  stream(): any {
    return streamOf(this.#parts);
  }
  async text(): Promise<string> {
    return new (require("mote:internal/encoding").TextDecoder)().decode(joined(this.#parts, this.#size));
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return joined(this.#parts, this.#size).buffer;
  }
  async bytes(): Promise<Uint8Array> {
    return joined(this.#parts, this.#size);
  }
}
expose(Blob);
Object.defineProperty(Blob, "length", { value: 0 });
defineInspection(Blob, ({ size, type }: Blob) => ({ size, type }));

class File extends Blob {
  #name: string;
  #lastModified: number;
  static {
    isFile = (value) => typeof value === "object" && value !== null && #name in value;
  }

  // As Blob's; options.lastModified: milliseconds since 1970, by default now.
  constructor(parts: Iterable<any>, name: string, options: any = undefined) {
    requireArguments(arguments.length, 2, "File");
    if ((parts as any) === secret) {
      super(parts, options);
      this.#lastModified = options.lastModified;
    } else {
      const list = readSequence(parts);
      name = `${name}`.toWellFormed();
      const { endings, type } = readOptions(options), lastModified = options?.lastModified;
      super(secret as any, { parts: packParts(list, endings === "native"), type });
      this.#lastModified = lastModified === undefined ? now() : toLongLong(lastModified);
    }
    this.#name = name;
  }
  get name(): string {
    return this.#name;
  }
  get lastModified(): number {
    return this.#lastModified;
  }
}
expose(File);
defineInspection(File, ({ size, type, name, lastModified }: File) => ({ size, type, name, lastModified }));

// A File with the bytes of a Blob, which are shared.
const fileFrom = (blob: any, name: string, lastModified: number = now()): any =>
  new (File as any)(secret, name, { parts: partsOf(blob), type: blob.type, lastModified });

// A copy of a Blob's bytes.
const blobBytes = (blob: any): Uint8Array => joined(partsOf(blob), blob.size);

// What is sent to another VM is a copy.
const { register } = require("mote:internal/structured_clone");
register(Blob, "mote:internal/blob#Blob", {
  write: (blob: any) => (isBlob(blob) ? [blobBytes(blob), blob.type] : undefined),
  read: ([bytes, type]: any[]) => fromParts([bytes], type),
});
register(File, "mote:internal/blob#File", {
  write: (file: any) => (isFile(file) ? [blobBytes(file), file.type, file.name, file.lastModified] : undefined),
  read: ([bytes, type, name, lastModified]: any[]) => fileFrom(fromParts([bytes], type), name, lastModified),
});

// ---- arguments --------------------------------------------------------------------

function readSequence(value: any): any[] {
  const method = (typeof value === "object" && value !== null) || typeof value === "function" ? value[iterator] : undefined;
  if (typeof method !== "function")
    throw Object.assign(new TypeError('The "blobParts" argument must be a sequence'), { code: "ERR_INVALID_ARG_TYPE" });
  // Strings are made of the parts while they are gone through, as Web IDL does it.
  const list: any[] = [];
  for (const part of { [iterator]: () => apply(method, value, []) } as any) list.push(isBlob(part) ? part : copyBytes(part) ?? `${part}`);
  return list;
}

function readOptions(options: any): { endings: string; type: string } {
  const { endings = "transparent", type = "" } = toDictionary(options, 'The "options" argument');
  const ends = `${endings}`;
  if (ends !== "transparent" && ends !== "native")
    throw Object.assign(new TypeError(`The "options.endings" argument must be "transparent" or "native". Received ${ends}`),
      { code: "ERR_INVALID_ARG_VALUE" });
  return { endings: ends, type: normalizeType(`${type}`) };
}

const normalizeType = (type: string): string => (/[^\x20-\x7e]/.test(type) ? "" : type.toLowerCase());

// [Clamp] long long, counted from the end where it is negative.
function relative(value: unknown, size: number): number {
  const number = Math.trunc(+(value as number)) || 0;
  return number < 0 ? Math.max(size + number, 0) : Math.min(number, size);
}

// long long
function toLongLong(value: unknown): number {
  const number = Math.trunc(+(value as number));
  if (!Number.isFinite(number)) return 0;
  return Number.isSafeInteger(number) ? number + 0 : Number(BigInt.asIntN(64, BigInt(number)));
}

// ---- parts ------------------------------------------------------------------------

function packParts(list: any[], isNative: boolean): Parts {
  const parts: Parts = [];
  let small: Parts = [], smallSize = 0;
  const flush = () => {
    if (small.length) parts.push(small.length === 1 ? small[0] : joined(small, smallSize));
    small = [];
    smallSize = 0;
  };
  for (const value of list) {
    if (isBlob(value)) {
      flush();
      parts.push(...partsOf(value));
      continue;
    }
    const bytes = typeof value === "string" ? encodeText(value, isNative) : value;
    if (bytes.length === 0) continue;
    if (smallSize + bytes.length > CHUNK_SIZE) flush();
    small.push(bytes);
    smallSize += bytes.length;
  }
  flush();
  return parts;
}

const encodeText = (text: string, isNative: boolean): Uint8Array =>
  new Uint8Array(encode(isNative ? text.replace(/\r\n?/g, "\n") : text, "utf8"));

function cut(parts: Parts, from: number, to: number): Parts {
  const out: Parts = [];
  let at = 0;
  for (const part of parts) {
    const start = Math.max(from - at, 0), end = Math.min(to - at, part.length);
    if (start < end) out.push(start === 0 && end === part.length ? part : part.subarray(start, end));
    at += part.length;
    if (at >= to) break;
  }
  return out;
}

// A copy of the bytes.
function joined(parts: Parts, size: number): any {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function streamOf(parts: Parts): any {
  let index = 0, at = 0;
  return require("mote:internal/streams").createByteStream({
    pull(controller: any) {
      if (index === parts.length) {
        controller.close();
        return;
      }
      const part = parts[index], end = Math.min(at + CHUNK_SIZE, part.length);
      controller.enqueue(copyBytes(part.subarray(at, end)));
      at = end === part.length ? 0 : end;
      if (at === 0) index++;
    },
  }, 0);
}

// ---- URLs -------------------------------------------------------------------------

const urls = new Map<string, any>();

// A URL that stands for the Blob, and keeps it, until revokeObjectURL.
function createObjectURL(blob: any): string {
  requireArguments(arguments.length, 1, "createObjectURL' on 'URL");
  if (!isBlob(blob))
    throw Object.assign(new TypeError('The "obj" argument must be an instance of Blob.'), { code: "ERR_INVALID_ARG_TYPE" });
  const url = `blob:null/${require("mote:internal/crypto").randomUUID()}`;
  urls.set(url, blob);
  return url;
}

function revokeObjectURL(url: string): void {
  requireArguments(arguments.length, 1, "revokeObjectURL' on 'URL");
  urls.delete(`${url}`);
}

// The Blob that a URL (without its fragment) stands for, or undefined.
const resolveObjectURL = (url: string): any => urls.get(`${url}`);

module.exports = {
  Blob, File, isBlob, isFile, fileFrom, blobBytes, blobParts: partsOf, createObjectURL, revokeObjectURL, resolveObjectURL,
  blobFromParts: fromParts,
};
