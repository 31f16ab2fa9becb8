// SPDX-License-Identifier: MIT
// SubtleCrypto (https://w3c.github.io/webcrypto/#subtlecrypto-interface): arguments, algorithms and the order of checks.
// The operations themselves are in C (src/runtime/crypto/).

const operations = require("mote:internal/crypto_operations");
const { DOMException } = require("mote:internal/dom_exception");
const { expose, requireArguments } = require("mote:internal/web_idl");

// ---- Web IDL ----------------------------------------------------------------------

function typeError(code: string, message: string): never {
  const error: any = new TypeError(message);
  error.code = code;
  throw error;
}

function fail(name: string, message: string): never {
  throw new DOMException(message, name);
}

const ORDINALS = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th"];

function isObject(value: unknown): boolean {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function toBufferSource(value: any, method: string, index: number): any {
  if (operations.isBufferSource(value)) return value;
  typeError("ERR_INVALID_ARG_TYPE", `Failed to execute '${method}' on 'SubtleCrypto': ${ORDINALS[index]} argument is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
}

// AlgorithmIdentifier: an object, or a string.
function toIdentifier(value: any): any {
  return isObject(value) ? value : `${value}`;
}

// ---- algorithms -------------------------------------------------------------------

// An algorithm as the standard normalises it; without a prototype, so that nothing a program does is seen in it.
type Algorithm = { name: string; [member: string]: any };
// Reads the members of the algorithm's dictionary, in the order that Web IDL gives, into the normalised one.
type Reader = ((source: any, into: Algorithm) => void) | null;

const table = (entries: Record<string, Reader>): Record<string, Reader> => Object.assign(Object.create(null), entries);

// The supported algorithms of each operation.
const SUPPORTED: Record<string, Record<string, Reader>> = {
  digest: table({ "SHA-1": null, "SHA-256": null, "SHA-384": null, "SHA-512": null, "SHA3-256": null, "SHA3-384": null, "SHA3-512": null }),
};

// The supported name that equals one given in any case of letters; undefined: there is none.
function findName(supported: Record<string, Reader>, given: string): string | undefined {
  if (supported[given] !== undefined) return given;
  for (const name in supported) if (operations.equalsIgnoringCase(name, given)) return name;
  return undefined;
}

// #algorithm-normalization-normalize-an-algorithm
function normalize(identifier: any, operation: string): Algorithm {
  const source = typeof identifier === "string" ? { __proto__: null, name: identifier } : identifier;
  const supported = SUPPORTED[operation];
  const given = source.name;
  if (given === undefined)
    typeError("ERR_MISSING_OPTION", "Failed to normalize algorithm: passed algorithm can not be converted to 'Algorithm' because 'name' is required in 'Algorithm'.");
  const name = findName(supported, `${given}`);
  if (name === undefined) fail("NotSupportedError", "Unrecognized algorithm name");
  const into: any = { __proto__: null, name };
  supported[name]?.(source, into);
  return into;
}

// ---- the interface ----------------------------------------------------------------

function begin(self: unknown, present: number, count: number, method: string): void {
  if (self !== subtle) typeError("ERR_INVALID_THIS", "Value of \"this\" must be of type SubtleCrypto");
  if (present < count) requireArguments(present, count, `${method}' on 'SubtleCrypto`);
}

class SubtleCrypto {
  constructor() {
    if (subtle !== undefined) typeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor");
  }
  // SHA-1, SHA-256, SHA-384, SHA-512, and SHA3-256, SHA3-384, SHA3-512. Rejects with NotSupportedError.
  async digest(algorithm: any, data: BufferSource): Promise<ArrayBuffer> {
    begin(this, arguments.length, 2, "digest");
    const identifier = toIdentifier(algorithm);
    const bytes = toBufferSource(data, "digest", 1);
    return await operations.digest(normalize(identifier, "digest").name, bytes);
  }
}
let subtle: SubtleCrypto | undefined;
subtle = new SubtleCrypto();
expose(SubtleCrypto);

module.exports = { SubtleCrypto, subtle };
