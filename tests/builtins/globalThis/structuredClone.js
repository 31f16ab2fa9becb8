const source = { n: 1, list: [1, , 3], map: new Map([["k", new Set([1])]]), error: new RangeError("r"), nothing: undefined };
source.self = source;
const copy = structuredClone(source);
console.log(copy !== source, copy.self === copy, copy.list.length, 1 in copy.list, copy.map.get("k").has(1)); // expect: true true 3 false true
console.log(copy.error instanceof RangeError, copy.error.message, "nothing" in copy, structuredClone(new Boolean(false)) instanceof Boolean); // expect: true r true true
try {
  structuredClone({ f() {} });
} catch (error) {
  console.log(error.name); // expect: DataCloneError
}
