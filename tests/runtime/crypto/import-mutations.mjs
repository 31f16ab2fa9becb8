// timeout: 120
// Keys of every format with bytes changed, cut and added: each is taken or refused with DataError, and nothing else comes.
import { readFileSync } from "node:fs";
import { toBytes } from "./_support/vectors.mjs";
const { subtle } = crypto;
const vectors = JSON.parse(readFileSync("_support/vectors.json", "utf8"));
const one = (test) => vectors.find(test);
const sources = [
  one((v) => v.type?.name === "RSA-PSS"), one((v) => v.type?.namedCurve === "P-256" && v.kind === "sign"), one((v) => v.type?.namedCurve === "P-521" && v.kind === "sign"),
  one((v) => v.type?.name === "Ed25519"),
];
// The same numbers in every run.
let state = 12345;
const random = (n) => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 8) % n;
const outcomes = {};

async function attempt(format, data, type, usages) {
  let outcome = "taken";
  try {
    const key = await subtle.importKey(format, data, type, true, usages);
    // What was taken works, or says that it doesn't.
    for (const out of ["jwk", format]) await subtle.exportKey(out, key);
    if (key.type === "private") await subtle.sign({ name: type.name, hash: "SHA-256", saltLength: 20 }, key, new Uint8Array(3)).catch((e) => { if (e.name !== "OperationError") throw e; });
  } catch (error) {
    outcome = error.name;
  }
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}

function mutate(bytes) {
  const kind = random(6), at = random(bytes.length);
  const copy = Uint8Array.from(bytes);
  if (kind < 2) copy[at] ^= 1 << random(8);
  else if (kind === 2) copy[at] = random(256);
  else if (kind === 3) return copy.subarray(0, at);
  else if (kind === 4) return Uint8Array.from([...copy, random(256)]);
  else copy.copyWithin(at, random(bytes.length), random(bytes.length));
  return copy;
}

for (const { type, keys } of sources)
  for (const [side, usages] of [["public", ["verify"]], ["private", ["sign"]]])
    for (const [format, value] of Object.entries(keys[side]))
      for (let i = 0; i < (type.hash ? 30 : 60); i++) {
        if (format !== "jwk") await attempt(format, mutate(toBytes(value.bytes)), type, usages);
        else {
          const names = Object.keys(value), name = names[random(names.length)], text = `${value[name]}`, at = random(text.length + 1);
          const changed = [text.slice(0, at), text.slice(0, at) + "A" + text.slice(at), text + "=", text + "AAAA", "", text.slice(0, at) + "_" + text.slice(at + 1), undefined][random(7)];
          await attempt(format, { ...value, [name]: name === "key_ops" ? [changed, ...value.key_ops] : changed }, type, usages);
        }
      }
// Without "d" a private JWK is a public one, which may not sign: SyntaxError.
console.log(Object.keys(outcomes).sort(), outcomes.taken > 20, outcomes.DataError > 500); // expect: [ 'DataError', 'SyntaxError', 'taken' ] true true
