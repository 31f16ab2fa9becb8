// SPDX-License-Identifier: MIT
// MIME types (https://mimesniff.spec.whatwg.org/#understanding-mime-types). Texts are in Latin-1, a byte a character.

const TOKEN = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const QUOTED_STRING = /^[\t -~\x80-\xff]*$/;
const trimAll = (text: string): string => text.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, "");
const trimEnd = (text: string): string => text.replace(/[\t\n\r ]+$/, "");

// [value, position behind it] of the quoted string that begins at `at`.
function readQuoted(text: string, at: number): [string, number] {
  let value = "";
  for (at++; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === "\\" && at + 1 < text.length) at++;
    value += text[at];
  }
  return [value, at + 1];
}

// The parameters that begin at `at`, behind the first ";". Those that are wrong are left out; the first of a name counts.
function readParameters(text: string, at: number): Map<string, string> {
  const parameters = new Map<string, string>();
  const end = (mark: number): number => (mark < 0 ? text.length : mark);
  while (at < text.length) {
    while (/[\t\n\r ]/.test(text[at] ?? "")) at++;
    const semicolon = end(text.indexOf(";", at)), equals = end(text.indexOf("=", at));
    const name = text.slice(at, Math.min(semicolon, equals)).toLowerCase();
    at = Math.min(semicolon, equals) + 1;
    if (equals >= semicolon) continue;
    let value: string;
    if (text[at] === '"') {
      [value, at] = readQuoted(text, at);
      at = end(text.indexOf(";", at)) + 1;
    } else {
      value = trimEnd(text.slice(at, semicolon));
      at = semicolon + 1;
      if (value === "") continue;
    }
    if (TOKEN.test(name) && QUOTED_STRING.test(value) && !parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}

// The MIME type that a text is, serialised; null: it is none.
function serializedMimeType(text: string): string | null {
  text = trimAll(text);
  const semicolon = text.indexOf(";"), essence = trimEnd(semicolon < 0 ? text : text.slice(0, semicolon));
  const slash = essence.indexOf("/"), type = essence.slice(0, slash), subtype = essence.slice(slash + 1);
  if (slash < 0 || !TOKEN.test(type) || !TOKEN.test(subtype)) return null;
  let out = essence.toLowerCase();
  if (semicolon < 0) return out;
  for (const [name, value] of readParameters(text, semicolon + 1))
    out += `;${name}=${TOKEN.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`}`;
  return out;
}

module.exports = { serializedMimeType };
