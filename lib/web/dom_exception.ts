// SPDX-License-Identifier: MIT
// DOMException (https://webidl.spec.whatwg.org/#idl-DOMException).

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
    const frames = stack?.slice(stack.indexOf("\n    at", stack.indexOf("\n") + 1)) ?? "";
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
for (const [constant, code] of [...Object.values(NAMES), ...OLD])
  for (const holder of [DOMException, DOMException.prototype])
    Object.defineProperty(holder, constant, { value: code, enumerable: true });

require("mote:internal/structured_clone").register(DOMException, "mote:internal/dom_exception#DOMException", {
  write: (value: any) => (isDomException(value) ? [value.message, value.name, value.stack] : undefined),
  read([message, name, stack]: string[]) {
    const error = new DOMException(message, name);
    Object.defineProperty(error, "stack", { value: stack, writable: true, configurable: true });
    return error;
  },
});

module.exports = { DOMException };
