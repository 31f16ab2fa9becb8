// SPDX-License-Identifier: MIT
// DOMException (https://webidl.spec.whatwg.org/#idl-DOMException) and what derives from it.

const { expose, toDictionary } = require("mote:internal/web_idl");

const NAMES: Record<string, [constant: string, code: number]> = {
  IndexSizeError: ["INDEX_SIZE_ERR", 1], HierarchyRequestError: ["HIERARCHY_REQUEST_ERR", 3],
  WrongDocumentError: ["WRONG_DOCUMENT_ERR", 4], InvalidCharacterError: ["INVALID_CHARACTER_ERR", 5],
  NoModificationAllowedError: ["NO_MODIFICATION_ALLOWED_ERR", 7], NotFoundError: ["NOT_FOUND_ERR", 8],
  NotSupportedError: ["NOT_SUPPORTED_ERR", 9], InUseAttributeError: ["INUSE_ATTRIBUTE_ERR", 10],
  InvalidStateError: ["INVALID_STATE_ERR", 11], SyntaxError: ["SYNTAX_ERR", 12],
  InvalidModificationError: ["INVALID_MODIFICATION_ERR", 13], NamespaceError: ["NAMESPACE_ERR", 14],
  InvalidAccessError: ["INVALID_ACCESS_ERR", 15], TypeMismatchError: ["TYPE_MISMATCH_ERR", 17],
  SecurityError: ["SECURITY_ERR", 18], NetworkError: ["NETWORK_ERR", 19], AbortError: ["ABORT_ERR", 20],
  URLMismatchError: ["URL_MISMATCH_ERR", 21], QuotaExceededError: ["QUOTA_EXCEEDED_ERR", 22],
  TimeoutError: ["TIMEOUT_ERR", 23], InvalidNodeTypeError: ["INVALID_NODE_TYPE_ERR", 24], DataCloneError: ["DATA_CLONE_ERR", 25],
};
// Constants without a name that still has them.
const OLD: [string, number][] = [["DOMSTRING_SIZE_ERR", 2], ["NO_DATA_ALLOWED_ERR", 6], ["VALIDATION_ERR", 16]];

let isDomException: (value: any) => boolean;

// A stack without its heading and the frames of so many constructors.
function framesBelow(stack: string, constructors: number): string {
  let at = stack.indexOf("\n");
  for (let i = 0; i < constructors && at >= 0; i++) at = stack.indexOf("\n    at", at + 1);
  return at < 0 ? "" : stack.slice(at);
}

class DOMException {
  #message: string;
  #name: string;
  static {
    isDomException = (value) => #message in value;
  }

  constructor(message: unknown = "", options: any = "Error") {
    this.#message = `${message}`;
    if (typeof options === "object" && options !== null) {
      this.#name = options.name === undefined ? "Error" : `${options.name}`;
      if ("cause" in options)
        Object.defineProperty(this, "cause", { value: options.cause, writable: true, configurable: true });
    } else {
      this.#name = `${options}`;
    }
    const { stack } = new Error();
    const frames = framesBelow(stack ?? "", new.target === QuotaExceededError ? 2 : 1);
    const heading = this.#message ? `${this.#name}: ${this.#message}` : this.#name;
    Object.defineProperty(this, "stack", { value: heading + frames, writable: true, configurable: true });
  }
  get name(): string {
    return this.#name;
  }
  get message(): string {
    return this.#message;
  }
  get code(): number {
    return Object.hasOwn(NAMES, this.#name) ? NAMES[this.#name][1] : 0;
  }
}
Object.setPrototypeOf(DOMException.prototype, Error.prototype);
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { value: "DOMException", configurable: true });
for (const name of ["name", "message", "code"])
  Object.defineProperty(DOMException.prototype, name, { enumerable: true });
for (const [constant, code] of [...Object.values(NAMES), ...OLD].sort((a, b) => a[1] - b[1]))
  for (const holder of [DOMException, DOMException.prototype])
    Object.defineProperty(holder, constant, { value: code, enumerable: true });

// A member of a dictionary that is a double, and not negative.
function limitOf(value: unknown, name: string): number | null {
  if (value === undefined) return null;
  const number = +(value as any);
  if (!Number.isFinite(number)) throw new TypeError(`${name} must be a finite number`);
  if (number < 0) throw new RangeError(`${name} must not be negative`);
  return number;
}

let limitsOf: (value: any) => [quota: number | null, requested: number | null] | undefined;

// What a limit does not allow (https://webidl.spec.whatwg.org/#quotaexceedederror). options: { quota: how much is
// allowed, requested: how much was asked for }, both in the unit of the limit; null where they are not told.
class QuotaExceededError extends DOMException {
  #quota: number | null;
  #requested: number | null;
  static {
    limitsOf = (value) => (#quota in value ? [value.#quota, value.#requested] : undefined);
  }

  constructor(message: unknown = "", options: any = undefined) {
    super(message, "QuotaExceededError");
    const { quota, requested } = toDictionary(options, "options");
    this.#quota = limitOf(quota, "options.quota");
    this.#requested = limitOf(requested, "options.requested");
    if (this.#quota !== null && this.#requested !== null && this.#requested < this.#quota)
      throw new RangeError("options.requested must not be less than options.quota");
  }
  get quota(): number | null {
    return this.#quota;
  }
  get requested(): number | null {
    return this.#requested;
  }
}
expose(QuotaExceededError);

// ---- in messages to other VMs -------------------------------------------------------

function withStack(error: any, stack: string): any {
  Object.defineProperty(error, "stack", { value: stack, writable: true, configurable: true });
  return error;
}

const { register } = require("mote:internal/structured_clone");
register(DOMException, "mote:internal/dom_exception#DOMException", {
  write: (value: any) => (isDomException(value) ? [value.message, value.name, value.stack] : undefined),
  read: ([message, name, stack]: string[]) => withStack(new DOMException(message, name), stack),
});
register(QuotaExceededError, "mote:internal/dom_exception#QuotaExceededError", {
  write(value: any) {
    const limits = limitsOf(value);
    return limits && [value.message, value.stack, ...limits];
  },
  read([message, stack, quota, requested]: any[]) {
    return withStack(new QuotaExceededError(message, { quota: quota ?? undefined, requested: requested ?? undefined }), stack);
  },
});

module.exports = { DOMException, QuotaExceededError };
