// SPDX-License-Identifier: MIT
// What Web IDL (https://webidl.spec.whatwg.org/) does around the interfaces that are written in TypeScript.

// Gives a class the properties of an interface: what it has under string keys is enumerable, and its name is its
// @@toStringTag.
function expose(constructor: any, name: string = constructor.name): void {
  for (const holder of [constructor, constructor.prototype])
    for (const key of Object.getOwnPropertyNames(holder)) {
      const own = Object.getOwnPropertyDescriptor(holder, key)!;
      if (key === "constructor" || !own.configurable || (holder === constructor && (key === "name" || key === "length"))) continue;
      Object.defineProperty(holder, key, { enumerable: true });
    }
  Object.defineProperty(constructor.prototype, Symbol.toStringTag, { value: name, configurable: true });
}

// Throws where an operation, "append' on 'FormData", or the constructor of a class, "FormData", has fewer arguments
// than it needs.
function requireArguments(present: number, count: number, operation: string): void {
  if (present >= count) return;
  const what = operation.includes("'") ? "execute" : "construct";
  const message = `Failed to ${what} '${operation}': ${count} argument${count === 1 ? "" : "s"} required, but only ${present} present.`;
  throw Object.assign(new TypeError(message), { code: "ERR_MISSING_ARGS" });
}

// A dictionary: undefined and null are an empty one.
function toDictionary(value: any, what: string): any {
  if (value === undefined || value === null) return { __proto__: null };
  if (typeof value !== "object" && typeof value !== "function")
    throw Object.assign(new TypeError(`${what} must be an object`), { code: "ERR_INVALID_ARG_TYPE" });
  return value;
}

const toUsvString = (value: unknown): string => (`${value}` as any).toWellFormed();

// console.log shows an object of a class by its name and what fields(object) gives, as Node does.
function defineInspection(constructor: any, fields: (self: any) => object): void {
  const value = function (this: any, depth: number | null, options: any, inspect: any): string {
    const name = this.constructor?.name ?? constructor.name;
    if (depth !== null && depth < 0) return `[${name}]`;
    const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `${name} ${inspect(fields(this), inner)}`;
  };
  Object.defineProperty(constructor.prototype, Symbol.for("nodejs.util.inspect.custom"), { value, writable: true, configurable: true });
}

module.exports = { defineInspection, expose, requireArguments, toDictionary, toUsvString };
