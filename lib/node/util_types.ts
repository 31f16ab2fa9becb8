// SPDX-License-Identifier: MIT
// node:util/types: what values are beneath their prototypes.

const { boxed, functionKind, kind } = require("mote:internal");

const isOfKind = (name: string) => (value: unknown) => kind(value) === name;
const isBoxed = (type: string) => (value: unknown) => kind(value) === "Boxed" && typeof boxed(value) === type;

module.exports = {
  isAnyArrayBuffer: isOfKind("ArrayBuffer"),
  isArgumentsObject: isOfKind("Arguments"),
  isArrayBuffer: isOfKind("ArrayBuffer"),
  isArrayBufferView: (value: unknown) => kind(value) === "TypedArray" || kind(value) === "DataView",
  isAsyncFunction: (value: unknown) => functionKind(value).startsWith("async"),
  isBigIntObject: isBoxed("bigint"),
  isBooleanObject: isBoxed("boolean"),
  isBoxedPrimitive: isOfKind("Boxed"),
  isDataView: isOfKind("DataView"),
  isDate: isOfKind("Date"),
  isExternal: () => false,
  isGeneratorFunction: (value: unknown) => functionKind(value).endsWith("generator"),
  isGeneratorObject: (value: unknown) => kind(value) === "Generator" || kind(value) === "AsyncGenerator",
  isMap: isOfKind("Map"),
  isMapIterator: isOfKind("Map Iterator"),
  isModuleNamespaceObject: isOfKind("Module"),
  isNativeError: isOfKind("Error"),
  isNumberObject: isBoxed("number"),
  isPromise: isOfKind("Promise"),
  isProxy: isOfKind("Proxy"),
  isRegExp: isOfKind("RegExp"),
  isSet: isOfKind("Set"),
  isSetIterator: isOfKind("Set Iterator"),
  isStringObject: isBoxed("string"),
  isSymbolObject: isBoxed("symbol"),
  isTypedArray: isOfKind("TypedArray"),
  isWeakMap: isOfKind("WeakMap"),
  isWeakSet: isOfKind("WeakSet"),
};
